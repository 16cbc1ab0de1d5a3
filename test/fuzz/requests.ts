import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Description, Route, Schema } from './description.js';

/** A request that was made up. */
export interface MadeUp {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | FormData;
}

const odd = [
  '', ' ', '\0', 'nul \0 within', '\ud83d', '👩‍👩‍👧', '\u202e反', 'é'.normalize('NFD'), "' or 1=1 --", '__proto__', 'constructor', '${7*7}', '../../etc/passwd', '%00', '%', '\r\nX: y', 'x'.repeat(1_500), '0', '-1', '1e309',
  'NaN', 'null', 'true', '9007199254740993', '00000000-0000-0000-0000-000000000000', '2026-02-30', '+275760-09-13T00:00:00.001Z', '0000-01-01',
]; // oxfmt-ignore
const nonsense = fc.oneof(
  fc.constantFrom<unknown>(...odd, null, true, 0, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, [], {}, [[]], [null], { toString: 1 }),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
);
const mostly = <T>(usual: fc.Arbitrary<T>, unusual: fc.Arbitrary<T>) => fc.oneof({ weight: 6, arbitrary: usual }, { weight: 1, arbitrary: unusual });

/** Makes up requests for the routes that are described: most of them nearly right, with ids that exist. @param ids of all kinds of things @param leftOut paths that are not asked for */
export function requests(description: Description, ids: string[], leftOut: string[]): fc.Arbitrary<MadeUp> {
  const id = fc.constantFrom(...ids, randomUUID());

  const right = (given: Schema): fc.Arbitrary<unknown> => {
    const schema = description.schema(given);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.properties) return body(schema);
    if (schema.type === 'array') return fc.array(value(schema.items ?? {}), { maxLength: 3 });
    if (schema.type === 'boolean') return fc.boolean();
    if (schema.type === 'integer' || schema.type === 'number') return fc.integer({ min: 0, max: 400 });
    if (schema.format === 'uuid') return id;
    return fc.oneof(fc.constantFrom<unknown>('2026-12-31', '125000.00', '材料'), fc.string({ unit: 'grapheme', maxLength: 30 }), id);
  };
  const value = (schema: Schema) => mostly(right(schema), nonsense);
  const body = ({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> => {
    const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, value(schema)]));
    const known = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
    return mostly<unknown>(known, fc.oneof(fc.record(fields, { requiredKeys: [] }), fc.tuple(known, fc.object()).map(([one, more]) => ({ ...one, ...more })), nonsense)); // oxfmt-ignore
  };

  return fc.constantFrom(...description.routes.filter(({ path }) => !leftOut.includes(path))).chain((route) => {
    const inPath = route.parameters.filter((parameter) => parameter.in === 'path');
    const inQuery = route.parameters.filter((parameter) => parameter.in === 'query');
    const schema = Object.values(route.body)[0]?.schema;
    return fc
      .record({
        method: fc.oneof({ weight: 12, arbitrary: fc.constant(route.method) }, { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'PUT', 'TRACE', 'PATCH', 'DELETE', 'QUERY') }), // oxfmt-ignore
        path: fc.tuple(...inPath.map(() => mostly(id, fc.constantFrom(...odd)))),
        query: fc.record(Object.fromEntries(inQuery.map(({ name, schema: of }) => [name, value(of)])), { requiredKeys: inQuery.filter(({ required }) => required).map(({ name }) => name) }), // oxfmt-ignore
        more: mostly(fc.constant(''), fc.constantFrom('&x=1', '&limit=1&limit=2', '&cursor=%F0%9F%92', '&__proto__=1', '&q[]=1', '&=')),
        headers,
        body: schema && route.method !== 'GET' ? mostly(body(description.schema(schema)).map(asText), fc.constantFrom('', '{', '[]', '"x"', 'null', '{"__proto__":{}}', '\0', '[1e999]')) : fc.constant(undefined), // oxfmt-ignore
        file: fc.record({ name: fc.constantFrom('x.pdf', '材料.txt', 'x', '.txt', '../x.txt', 'a\0b.txt', `${'长'.repeat(300)}.txt`), content: fc.string() }),
      })
      .map((made) => assembled(route, made, 'multipart/form-data' in route.body));
  });
}

const headers = fc
  .record({
    'accept-language': fc.constantFrom('zh-CN', 'en', '*', 'xx;q=9', 'x'.repeat(500)),
    'idempotency-key': mostly(fc.constant(''), fc.constantFrom('short', 'a-key-of-one-request', 'x'.repeat(129), 'ü'.repeat(9))),
    prefer: mostly(fc.constant(''), fc.constantFrom('wait=0', 'wait=99999', 'wait=-1', 'respond-async', 'wait=x')),
    'content-type': mostly(fc.constant('application/json'), fc.constantFrom('', 'text/plain', 'application/xml', 'application/json; charset=latin1', 'multipart/form-data', 'multipart/form-data; boundary=', 'x')), // oxfmt-ignore
  })
  .map((all) => all as Record<string, string>);

/** As JSON, lone surrogates among it. */
const asText = (body: unknown): string => JSON.stringify(body) ?? '';

interface Parts {
  method: string;
  path: string[];
  query: Record<string, unknown>;
  more: string;
  headers: Record<string, string>;
  body?: string;
  file: { name: string; content: string };
}

function assembled(route: Route, { method, path: places, query, more, headers: given, body, file }: Parts, multipart: boolean): MadeUp {
  let place = 0;
  const path = route.path.replace(/\{\w+\}/g, () => encoded(places[place++]!) || '-');
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encoded(typeof value === 'string' ? value : JSON.stringify(value))}`);
  const at = `${path}?${asked.join('&')}${more}`;
  const { 'content-type': type, ...rest } = given;
  if (multipart && type === 'application/json') {
    const form = new FormData();
    form.append('file', new Blob([file.content]), file.name);
    return { method, path: at, headers: rest, body: form };
  }
  return { method, path: at, headers: body === undefined ? rest : { ...rest, 'content-type': type! }, body };
}

/** Nothing that is text is kept out: half a pair goes as what stands for it. */
const encoded = (text: string) => encodeURIComponent(Buffer.from(text).toString());
