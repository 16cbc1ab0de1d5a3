import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { describeRefusals, type Operation, refusalComponents } from './openapi-refusals.js';

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

/** The description of the interface (OpenAPI 3.1): what the decorators say, with the headers that requests carry and the ways in which each route may refuse. */
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
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...refusalComponents.schemas },
    responses: refusalComponents.responses,
  };
  for (const operations of Object.values(document.paths)) {
    for (const [method, operation] of Object.entries(operations) as [string, Operation][]) {
      describeRefusals(method, operation);
      for (const parameter of operation.parameters ?? []) if (parameter.in === 'path') parameter.schema = { type: 'string', format: 'uuid' };
      closeSchemas(document, operation.requestBody);
      if (operation.requestBody && !asksForAnything(document, operation.requestBody)) operation.requestBody.required = false;
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

/** Whether a body has to hold something; one of which all may be left out may be left out itself. */
function asksForAnything(document: OpenAPIObject, { content }: NonNullable<Operation['requestBody']>): boolean {
  return Object.values(content).some(({ schema }) => {
    const named = document.components?.schemas?.[schema.$ref?.split('/').at(-1) ?? ''] ?? schema;
    return 'required' in named && (named.required as string[]).length > 0;
  });
}

/** A body holds what its schema names and nothing else; so do the parts of it. */
function closeSchemas(document: OpenAPIObject, part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  if ('$ref' in part) {
    const schema = document.components?.schemas?.[String(part.$ref).split('/').at(-1)!] as { additionalProperties?: boolean } | undefined;
    if (!schema || schema.additionalProperties === false) return;
    schema.additionalProperties = false;
    closeSchemas(document, schema);
  } else for (const each of Object.values(part)) closeSchemas(document, each);
}

/** The compiler gives the members of a union in an order of its own, which is not the same at every build. */
function sortChoices(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key === 'enum' && Array.isArray(value)) value.sort();
    else sortChoices(value);
  }
}
