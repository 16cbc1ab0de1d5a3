import { useSyncExternalStore } from 'react';

/** Whether the server answers, and whether the engine behind it does. */
interface Connection {
  serverAwaySince?: number;
  engineAway: boolean;
}

let now: Connection = { engineAway: false };
const watchers = new Set<() => void>();

function change(next: Partial<Connection>): void {
  now = { ...now, ...next };
  for (const watcher of watchers) watcher();
}

export const serverIsAway = (): void => {
  if (now.serverAwaySince === undefined) change({ serverAwaySince: Date.now() });
};
export const serverIsBack = (): void => {
  if (now.serverAwaySince !== undefined) change({ serverAwaySince: undefined });
};
/** @returns whether that is news */
export function engineIsAway(engineAway: boolean): boolean {
  if (now.engineAway === engineAway) return false;
  change({ engineAway });
  return true;
}

function watch(changed: () => void) {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}

export const useConnection = (): Connection => useSyncExternalStore(watch, () => now);
