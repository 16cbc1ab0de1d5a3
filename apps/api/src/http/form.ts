import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';
import { answerProblem, problemText } from './problem.filter.js';

/** The console's page, for every path that nothing else stands at. */
export const anyPath = '/*';

/** Answers another method on a path of the interface by those that it has. A path of its own goes before one with a parameter: `/tasks/counts` is no task. To be called before the routes are laid. */
export function refuseOtherMethods(server: FastifyInstance): void {
  const own = new Map<string, Set<string>>();
  const patterns = new Map<string, { path: RegExp; methods: Set<string> }>();
  server.addHook('onRoute', ({ url, method }) => {
    if (!url.startsWith('/api/')) return;
    if (!own.has(url)) own.set(url, new Set());
    const methods = own.get(url)!;
    for (const each of [method].flat()) methods.add(each);
    if (url.includes('/:')) patterns.set(url, { path: new RegExp(`^${url.replace(/:\w+/g, '[^/]+')}$`), methods });
  });
  server.addHook('onRequest', (request, reply, done) => {
    const path = request.url.split('?', 1)[0]!;
    const unknown = request.is404 || request.routeOptions.url === anyPath;
    const allowed = own.get(path) ?? (unknown ? [...patterns.values()].find((route) => route.path.test(path))?.methods : undefined);
    if (!allowed || allowed.has(request.method)) return done();
    answerProblem(new Problem('wrong-method'), request, reply.header('Allow', [...allowed].join(', ')));
  });
}

/** How deep what arrives may be nested: deeper than any body of the interface, and far from what a stack can take. */
const deepest = 20;

/** Refuses a body that says nothing (`null`), also where one may be left out, and one that is nested so deep that whoever walks through it would not come back. */
export function refuseEmptyOrDeep(server: FastifyInstance): void {
  server.addHook('preValidation', (request, _, done) => {
    if (request.body === null) return done(new Problem('invalid'));
    let layer: unknown[] = [request.body];
    for (let depth = 0; layer.length > 0; depth++) {
      if (depth > deepest) return done(new Problem('bad-request'));
      layer = layer.flatMap((value) =>
        typeof value === 'object' && value !== null && !Buffer.isBuffer(value) ? Object.values(value as Record<string, unknown>) : [],
      );
    }
    done();
  });
}

/** Answers what is no HTTP at all, of which there is neither a request nor a language. */
export function refuseMalformed(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const text = problemText(new Problem('bad-request'), randomUUID(), 'zh-CN');
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  );
}
