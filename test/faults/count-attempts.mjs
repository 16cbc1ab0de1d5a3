// Loaded into the product's worker before its own code (NODE_OPTIONS=--import): writes a line for each attempt at an activity, in a way that outlives a kill.
import { appendFileSync } from 'node:fs';

const file = process.env.ATTEMPTS_FILE;

if (file && process.argv[1]?.endsWith('apps/worker/program/main.js')) {
  const { Worker } = await import('@temporalio/worker');
  const create = Worker.create;
  const counting = ({ info }) => ({
    inbound: {
      execute(input, next) {
        const { process: id, step = '' } = input.args[0] ?? {};
        appendFileSync(file, `${id} ${info.activityType} ${step}\n`);
        return next(input);
      },
    },
  });
  Worker.create = (options) =>
    create.call(Worker, { ...options, interceptors: { ...options.interceptors, activity: [counting, ...(options.interceptors?.activity ?? [])] } });
}
