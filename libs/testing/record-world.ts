import { Pool } from 'pg';
import { Database } from '#database/database';
import type { RecordOptions } from '#database/connections';
import type { Locked } from '#database/record/process';
import { addDefinition } from '#workflows/contracts';
import { testDatabase } from './database.js';
import { foundSmallCity, type SmallCity } from './small-city.js';
import { command, type Commanded, decide, type Decision, open, type Opened } from './story-commands.js';
import { tellTale, type Tale } from './tale.js';
import { trialDefinitions } from './trials/definitions.js';

/** A real record with a small city in it, and the commands that people give, only that nobody asks for their rights. No engine hears of them. */
export interface RecordWorld {
  name: string;
  city: SmallCity;
  /** The record as its owner, whom no wall stops. */
  owner: Pool;
  /** The record as the role of the worker. */
  database: Database;
  optionsOf(program: 'api' | 'worker' | 'relay'): RecordOptions;
  /** Opens a process, as a person's command. */
  open(type: string, input?: Record<string, unknown>, more?: Opened): Promise<string>;
  /** Waits until the step is asked for, and decides it. */
  decide(process: string, step: string, outcome: string, by: string): Promise<void>;
  /** Waits until all of the steps are asked for, and decides them at the same moment. */
  decideAll(process: string, decisions: Decision[]): Promise<void>;
  /** Gives a command that all processes have in common. */
  command(process: string, kind: string, more?: Commanded): Promise<Locked>;
  /** All that the record holds of a process, without ids and dates. */
  tale(process: string): Promise<Tale>;
  close(): Promise<void>;
}

/** Makes one on the test run's PostgreSQL. */
export async function recordWorld(): Promise<RecordWorld> {
  for (const definition of trialDefinitions) addDefinition(definition);
  const record = await testDatabase();
  const owner = new Pool({ connectionString: record.ownerUrl, max: 4 });
  owner.on('error', () => undefined); // the database is dropped at the end, whoever is still connected
  const city = await foundSmallCity(owner);
  const optionsOf = (program: 'api' | 'worker' | 'relay') => ({ url: record.urls[program], program });
  const [api, database] = await Promise.all([Database.connect(optionsOf('api')), Database.connect(optionsOf('worker'))]);
  return {
    name: record.name,
    city,
    owner,
    database,
    optionsOf,
    open: (type, input, more) => open(api, city, type, input, more),
    decide: (process, step, outcome, by) => decide(api, process, [{ step, outcome, by }]),
    decideAll: (process, decisions) => decide(api, process, decisions),
    command: (process, kind, more) => command(api, process, kind, more),
    tale: (process) => tellTale(owner, city, process),
    async close() {
      await Promise.all([api.close(), database.close(), owner.end()]);
      await record.drop();
    },
  };
}
