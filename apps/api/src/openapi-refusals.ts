import type { OpenAPIObject } from '@nestjs/swagger';
import { problems } from './http/problem.js';

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

/** A route as the description of the interface has it. */
export interface Operation {
  responses: Record<string, { content?: object; $ref?: string }>;
  parameters?: { in: string; schema?: object }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: { $ref?: string; required?: string[] } }> };
  security?: object[];
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'traceId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problems) },
    traceId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

const codesOf = (status: number) => Object.entries(problems).flatMap(([code, problem]) => (problem.status === status ? [code] : []));
/** Answers that no described route gives: another method of its path, and what nobody may count on. */
const undescribed = [405, 500];
const statuses = [...new Set(Object.values(problems).map(({ status }) => status as number))].filter((status) => !undescribed.includes(status)).sort();
const nameOf = (status: number | string) => `Refused${status}`;

/** The schema of all problems, and one response for each status with the codes that it may have. */
export const refusalComponents = {
  schemas: { Problem: problemSchema },
  responses: Object.fromEntries(
    statuses.map((status) => {
      const codes = codesOf(status);
      const schema: Schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { status: { enum: [status] }, code: { enum: codes } } }] };
      return [nameOf(status), { description: codes.join(', '), content: { 'application/problem+json': { schema } } }];
    }),
  ),
};

/** Says how a route may refuse: as all of its kind do, and as its own decorators say. */
export function describeRefusals(method: string, operation: Operation): void {
  const safe = method === 'get';
  const open = operation.security !== undefined;
  const asked = operation.parameters?.some(({ in: place }) => place === 'query') ?? false;
  const ofItsKind = [
    400,
    503,
    ...(open ? [] : [401, 403, 404]),
    ...(safe ? [] : [413, 415, 507]),
    ...(safe || open ? [] : [409]),
    ...(safe && !asked ? [] : [422]),
  ];
  const ownWords = Object.keys(operation.responses).filter((status) => Number(status) >= 400 && !operation.responses[status]!.content);
  for (const status of [...ofItsKind.map(String), ...ownWords])
    if (!operation.responses[status]?.content) operation.responses[status] = { $ref: `#/components/responses/${nameOf(status)}` };
  delete operation.responses.default;
}
