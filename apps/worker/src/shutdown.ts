import type { Log } from '#config/logger';

/** Lets one place stop the program, in order, when it is asked to. Who asks twice does not want to wait. */
export function shutDownOnSignal(stop: () => Promise<void>, log: Log): void {
  let asked = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (asked) process.exit(1);
    asked = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
