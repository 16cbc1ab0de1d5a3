import type { Database } from '#database/database';
import { kitActivities } from './kit/activities.js';

export type Activities = Record<string, (input: never) => Promise<unknown>>;

/** All activities that a worker offers: the kit's, and those of each process that has effects of its own. @throws where two have the same name */
export function createActivities({ database }: { database: Database }): Activities {
  return join(kitActivities(database));
}

/** Joins sets of activities. @throws where two have the same name */
export function join(...sets: object[]): Activities {
  const names = sets.flatMap((set) => Object.keys(set));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`Two activities are called ${twice}.`);
  return Object.assign({}, ...sets) as Activities;
}
