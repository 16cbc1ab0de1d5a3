// Loaded into the product's programs before their own code (NODE_OPTIONS=--import): does, in the api and the worker, what a careless line of code would do.
// On SIGUSR2 it reads CONTROL_FILE: `log` is written through the program's own log, `metric` becomes a metric, `error` is thrown where nobody catches it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const isProgram = /apps\/(api|worker)\/program\/main\.js$/.test(process.argv[1] ?? '');

if (isProgram && process.env.CONTROL_FILE) {
  const require = createRequire(import.meta.url);
  const { Gauge, Registry } = require('prom-client');
  const logging = require('pino');
  let logger;
  const { pino } = logging;
  logging.pino = Object.assign((...how) => (logger ??= pino(...how)), pino);
  let registry;
  const register = Registry.prototype.registerMetric;
  Registry.prototype.registerMetric = function (...metric) {
    registry = Object(this);
    return register.apply(this, metric);
  };
  process.on('SIGUSR2', () => obey());

  function obey() {
    const { log, metric, error } = JSON.parse(readFileSync(process.env.CONTROL_FILE, 'utf8'));
    if (log) logger.info({}, log);
    if (metric && registry) new Gauge({ name: 'control', help: metric, registers: [registry] });
    if (error) setTimeout(() => throwIt(error), 0);
  }
}

function throwIt(message) {
  throw Object.assign(new Error(message), { detail: message });
}
