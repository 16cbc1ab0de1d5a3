import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '#config/env';
import { logger, NestLogger } from '#config/logger';
import type { RecordOptions } from '#database/connections';
import { Database } from '#database/database';
import { AppModule } from './app.module.js';
import { serveMetrics } from './health/metrics.js';
import { anyPath, refuseEmptyOrDeep, refuseMalformed, refuseOtherMethods } from './http/form.js';
import { mayBePlain } from './http/plain.js';
import { Problem } from './http/problem.js';
import { answerProblem } from './http/problem.filter.js';
import { describeInterface } from './openapi.js';

const megabyte = 1024 * 1024;
const consoleFolder = resolve(import.meta.dirname, '../../../console');
/** A file in here is never changed: its name tells its content. All others are asked for anew, and not sent again while they are the same. */
const namedByContent = join(consoleFolder, 'assets/');

/** Ant Design writes its styles into the page; everything else comes from this server alone. */
const contentSecurity =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

/** The whole HTTP side, ready to listen. */
export async function createServer(env: Env, options: RecordOptions): Promise<NestFastifyApplication> {
  const database = await Database.connect(options);
  const adapter = new FastifyAdapter({
    genReqId: () => randomUUID(),
    bodyLimit: 2 * megabyte,
    clientErrorHandler: refuseMalformed,
    trustProxy: env.TRUSTED_PROXIES,
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot be read reach no hook and no filter.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => answerProblem(error, request, reply.header('X-Trace-Id', request.id)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.of(env, options, database), adapter, {
    logger: new NestLogger(),
    bodyParser: false, // JSON is Fastify's own; a form of another site's page is not read at all
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');

  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, { limits: { fileSize: 20 * megabyte, files: 2, fields: 5 } });
  server.addHook('onRequest', (request, reply, done) => {
    void reply
      .header('Content-Security-Policy', contentSecurity)
      .header('X-Content-Type-Options', 'nosniff')
      .header('Referrer-Policy', 'same-origin')
      .header('X-Trace-Id', request.id);
    if ([request.url, request.routeOptions.url].some((url) => url?.startsWith('/api'))) void reply.header('Cache-Control', 'no-store');
    if (request.protocol === 'https') void reply.header('Strict-Transport-Security', 'max-age=31536000');
    else if (!mayBePlain(request)) return answerProblem(new Problem('https-only'), request, reply);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    logger.info(
      { traceId: request.id, method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
    done();
  });
  refuseOtherMethods(server);
  refuseEmptyOrDeep(server);
  serveMetrics(server, database);
  let document: OpenAPIObject | undefined; // made for who asks first: a tenth of a start would go into it
  server.get('/api/openapi.json', (_, reply) => reply.send((document ??= describeInterface(app))));
  if (existsSync(consoleFolder)) await serveConsole(app);
  return app;
}

/** The console's files, compressed since they were built, and its page for every path that is neither a file's nor the interface's. */
async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, {
    root: consoleFolder,
    wildcard: false,
    index: false,
    globIgnore: ['**/*.{br,gz,html}'],
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('Cache-Control', path.startsWith(namedByContent) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  server.get(anyPath, (request, reply) => {
    if (/^\/(api|assets)\//.test(request.url)) throw new Problem('not-found');
    return reply.type('text/html; charset=utf-8').sendFile('index.html');
  });
}
