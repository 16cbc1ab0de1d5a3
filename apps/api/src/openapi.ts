import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problems } from './http/problem.js';

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

const header = (name: string, required: boolean, description: string, schema: object = { type: 'string' }) => ({
  name,
  in: 'header',
  required,
  description,
  schema,
});
const token = header('X-CSRF-Token', true, 'As `csrfToken` in the answer to a log-in and to GET /api/me.');
const key = header('Idempotency-Key', false, 'A repeat of the same request under the same key is done once; kept for seven days.', {
  type: 'string',
  pattern: '^[\\x21-\\x7e]{8,128}$',
});
const prefer = header('Prefer', false, '`wait=2` waits up to so many seconds for the process to move on by itself.');

interface Operation {
  responses: Record<string, object>;
  parameters?: object[];
  security?: object[];
}

/** The description of the interface (OpenAPI 3.1): what the decorators say, with the headers that requests carry and the error that every route may answer. */
export function describeInterface(app: INestApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Liandong')
    .setDescription('Cross-level coordination of inspections: tasks, processes, clues.')
    .setVersion('1')
    .addCookieAuth('session', { type: 'apiKey', in: 'cookie', name: 'session' }, 'session')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
  });
  (document.components ??= {}).schemas = { ...document.components.schemas, Problem: problemSchema };
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation][]) {
      operation.responses.default = {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      };
      const open = operation.security !== undefined;
      operation.parameters = [
        ...(operation.parameters ?? []),
        ...(open || method === 'get' ? [] : [token]),
        ...(method === 'post' && !open ? [key, prefer] : []),
      ];
    }
  }
  sortChoices(document);
  return document;
}

/** The compiler gives the members of a union in an order of its own, which is not the same at every build. */
function sortChoices(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'enum' && Array.isArray(value)) value.sort();
    else sortChoices(value);
  }
}
