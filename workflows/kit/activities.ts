import type { Database } from '#database/database';
import { children } from './activities/children.js';
import { choices } from './activities/choices.js';
import { closing } from './activities/closing.js';
import { reading } from './activities/reading.js';
import { tasks } from './activities/tasks.js';
import type { KitActivities } from './record.js';

/** The activities behind the verbs of the kit. */
export const kitActivities = (database: Database): KitActivities => ({
  ...reading(database),
  ...tasks(database),
  ...choices(database),
  ...children(database),
  ...closing(database),
});
