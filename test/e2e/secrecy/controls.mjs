// Loaded into the product's programs before their own code (NODE_OPTIONS=--import): does, in the api and the worker, what a careless line of code would do.
// On SIGUSR2 it reads CONTROL_FILE: `log` is written through the program's own log, `metric` becomes a metric, `error` is thrown where nobody catches it.
import { readFileSync } from 'node:fs';

const program = /apps\/(api|worker)\/src\/main\.js$/.exec(process.argv[1] ?? '')?.[0];

if (program && process.env.CONTROL_FILE) {
  const at = process.argv[1].slice(0, -program.length);
  const { Gauge, Registry } = await import('prom-client');
  let registry;
  const register = Registry.prototype.registerMetric;
  Registry.prototype.registerMetric = function (...metric) {
    registry = Object(this);
    return register.apply(this, metric);
  };
  process.on('SIGUSR2', () => void obey());

  async function obey() {
    const { log, metric, error } = JSON.parse(readFileSync(process.env.CONTROL_FILE, 'utf8'));
    const { logger } = await import(`${at}libs/config/logger.js`);
    if (log) logger.info({}, log);
    if (metric && registry) new Gauge({ name: 'control', help: metric, registers: [registry] });
    if (error) setTimeout(() => throwIt(error), 0);
  }
}

function throwIt(message) {
  throw Object.assign(new Error(message), { detail: message });
}
