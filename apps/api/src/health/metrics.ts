import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '#database/database';
import { clock } from '#domain/clock';

/** Serves Prometheus metrics at /metrics: routes by their pattern, never by what stands in them. */
export function serveMetrics(server: FastifyInstance, database: Database): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labels = ['method', 'route', 'status'];
  const seconds = new Histogram({
    name: 'liandong_http_request_seconds',
    help: 'Time from the arrival of a request to its answer.',
    labelNames: labels,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const failures = new Counter({ name: 'liandong_http_failures_total', help: 'Requests answered with 5xx.', labelNames: ['route'], registers: [registry] });
  new Gauge({
    name: 'liandong_outbox_oldest_seconds',
    help: 'For how long the oldest bell has waited for the engine.',
    registers: [registry],
    async collect() {
      const rows = await database.door<{ oldest: Date | null }>('select oldest from outbox_state()').catch(() => []);
      if (rows[0]) this.set(rows[0].oldest ? (clock.now().getTime() - rows[0].oldest.getTime()) / 1000 : 0);
    },
  });

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unmatched';
    seconds.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    if (reply.statusCode >= 500) failures.inc({ route });
    done();
  });
  server.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
