import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Answer } from '../e2e/client.js';

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: unknown[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

/** A route of the interface, by what its description says. */
export interface Route {
  method: string;
  path: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[];
  /** Of the body, by the kind of content. */
  body: Record<string, { schema: Schema }>;
}

interface Described {
  content?: Record<string, { schema: object }>;
  $ref?: string;
}

/** The description of the interface, to make requests from and to hold answers against. */
export class Description {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly routes: Route[];

  constructor(private readonly document: any) {
    this.ajv.addSchema(document, 'interface');
    this.routes = Object.entries(document.paths as Record<string, Record<string, any>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
        method: method.toUpperCase(),
        path,
        parameters,
        body: requestBody?.content ?? {},
      })),
    );
  }

  /** A schema with its references to others followed. */
  schema({ $ref, allOf, ...own }: Schema): Schema {
    if ($ref) return this.schema(this.document.components.schemas[$ref.split('/').at(-1)!]);
    return Object.assign({}, ...(allOf ?? []).map((part) => this.schema(part)), own) as Schema;
  }

  /** What is wrong with an answer to a request by this method at this address: a failure of ours, or something that is not promised. Undefined where nothing is. */
  fault(asked: string, address: string, { status, body, headers }: Answer): string | undefined {
    if (status >= 500) return `${status} ${JSON.stringify(body)}`;
    const place = address.split('?', 1)[0]!;
    const head = asked === 'HEAD';
    // A path of its own goes before one with a parameter, as OpenAPI has it: `/organizations/tree` is no organisation.
    const own = this.routes.some(({ path }) => path === place);
    const stands = (path: string) => (own ? path === place : new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(place));
    const route = this.routes.find(({ method, path }) => method === (head ? 'GET' : asked) && stands(path));
    if (!route) return head || [400, 405].includes(status) ? undefined : `${status} to a method that there is not`;
    const responses = `#/paths/${route.path.replaceAll('/', '~1')}/${route.method.toLowerCase()}/responses`;
    const response = this.document.paths[route.path][route.method.toLowerCase()].responses[status];
    if (!response) return `${status} is not described: ${JSON.stringify(body)}`;
    return head ? undefined : this.contentFault(response.$ref ?? `${responses}/${status}`, response, headers.get('content-type'), body);
  }

  private contentFault(at: string, described: Described, type: string | null, body: unknown): string | undefined {
    const { content } = described.$ref ? this.document.components.responses[described.$ref.split('/').at(-1)!] : described;
    if (!content) return body === '' || body === undefined ? undefined : `content where there should be none: ${JSON.stringify(body)}`;
    const kind = type?.split(';', 1)[0];
    const kinds = Object.keys(content);
    if (kinds.includes('application/octet-stream')) return undefined; // a file, of its own kind
    if (!kind || !kinds.includes(kind)) return `content of the kind ${type} instead of ${kinds.join(', ')}`;
    const valid = this.ajv.getSchema(`interface${at}/content/${kind.replaceAll('/', '~1')}/schema`)!;
    return valid(body) ? undefined : `${this.ajv.errorsText(valid.errors)}: ${JSON.stringify(body)}`;
  }
}
