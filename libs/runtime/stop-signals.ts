import { startedByNpm } from '#config/child-environment';
import { say } from './say.js';
import type { Supervisor } from './supervisor.js';

/** One press of Ctrl-C may arrive twice: from the terminal, and again from npm. */
const onePress = 1_000;

/** Stops everything in order on Ctrl-C or SIGTERM, and at once on the second one. `stopped` is called when all has ended. */
export function stopOnSignals(supervisor: Supervisor, stopped: () => void): void {
  let first: number | undefined;
  const asked = (): void => {
    if (first === undefined) {
      first = performance.now();
      say('Stopping: the api first, PostgreSQL last. Ctrl-C again ends everything at once.');
      void supervisor.stop().then(stopped);
    } else if (performance.now() - first > onePress) {
      say('Ended at once.');
      supervisor.kill();
      stopped();
    }
  };
  process.on('SIGINT', asked);
  process.on('SIGTERM', asked);
  process.on('SIGHUP', asked);
  // npm does not hand SIGTERM on to us, it only goes: then the person who stopped it means us.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    asked();
  }, 500).unref(); // watching is no reason to go on
  if (!startedByNpm()) clearInterval(watch);
  // Who read what we say may be gone; that is no reason to end.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
