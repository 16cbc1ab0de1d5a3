import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { pino } from 'pino';
import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import { Database } from '#database/database';
import { clearStuck, markStuck } from '#database/record/trouble';
import { testDatabase } from '#testing/database';
import { engine as testEngine } from '#testing/engine';
import { workflowBundle } from '../bundle.js';
import { engineAt, type EngineAddress } from '../client.js';
import { EngineWatch } from '../engine-watch.js';
import { workflowIdOf } from '../names.js';
import { Relay } from '../relay.js';
import { registerSearchAttributes } from '../search-attributes.js';
import { startWorker } from '../worker-host.js';
import type { TrialActivities } from './activities.js';

const here = dirname(fileURLToPath(import.meta.url));
export const silent = pino({ level: 'silent' });

/** A record and an engine, both real, on which trial stories are driven. */
export type World = Awaited<ReturnType<typeof trialWorld>>;

export async function trialWorld() {
  const record = await testDatabase();
  const address: EngineAddress = testEngine().temporal;
  const taskQueue = `trial-${uuid()}`;
  const owner = new Pool({ connectionString: record.ownerUrl, max: 4 });
  const options = (program: 'worker' | 'relay') => ({ url: record.urls[program], program });
  const [worker, relay] = await Promise.all([Database.connect(options('worker')), Database.connect(options('relay'))]);
  const engine = engineAt(address);
  await registerSearchAttributes(engine.client);
  const organization = await seedOrganization(owner);
  const closing: (() => Promise<void>)[] = [];
  const later = <Part>(part: Part, close: (part: Part) => Promise<void>): Part => {
    closing.push(() => close(part));
    return part;
  };

  return {
    owner,
    worker,
    outbox: relay,
    engine,
    taskQueue,
    record: { owner: record.ownerUrl, worker: options('worker'), relay: options('relay') },

    /** Puts an open process into the record, as nobody's command. */
    async open(input: Record<string, unknown> = {}): Promise<string> {
      const id = uuid();
      await owner.query(
        `insert into process (id, number, type, version, state, input, organization_id, policy_set, opened_at, moved_at, head) values ($1::uuid, $1::uuid::text, 'trial', 1, 'open', $2, $3, 1, $4, $4, '')`,
        [id, JSON.stringify(input), organization, clock.now()],
      );
      return id;
    },

    /** Puts a bell into the outbox and announces it. */
    async bell(process: string, seq?: number, patientUntil?: Date): Promise<void> {
      await owner.query('insert into outbox (process_id, seq, at, patient_until) values ($1, $2, $3, $4)', [process, seq ?? null, clock.now(), patientUntil]);
      await owner.query(`notify outbox`);
    },

    /** A column of a process. */
    async read<Value = unknown>(process: string, column: string): Promise<Value> {
      return (await owner.query(`select ${column} as value from process where id = $1`, [process])).rows[0].value;
    },

    async waiting(): Promise<number> {
      return (await owner.query<{ count: number }>('select count(*)::integer as count from outbox')).rows[0]!.count;
    },

    relay(through: EngineAddress = address): { relay: Relay; watch: EngineWatch } {
      const engine = later(engineAt(through), (part) => part.close());
      const watch = later(new EngineWatch(engine), (part) => part.close());
      return { watch, relay: later(new Relay({ database: relay, listenTo: options('relay'), engine, watch, log: silent, taskQueue }), (part) => part.stop()) };
    },

    async works(look: TrialActivities['look'], { through = address, story = 'trial' }: { through?: EngineAddress; story?: 'trial' | 'broken' } = {}) {
      const bundle = await workflowBundle({ workflowsPath: join(here, `${story}.ts`), sources: [here], cache: join(tmpdir(), 'liandong-trials') });
      const book = {
        stuck: async (process: string, stuck: Parameters<typeof markStuck>[2]) => void (await worker.within(process, (tx) => markStuck(tx, process, stuck))),
        healed: (process: string, step: string) => worker.within(process, (tx) => clearStuck(tx, process, step)),
      };
      return later(startWorker({ ...through, taskQueue, workflowBundle: bundle, activities: { look }, book, log: silent }), (part) => part.shutdown());
    },

    workflow: (process: string) => engine.client.workflow.getHandle(workflowIdOf(process)),

    async close(): Promise<void> {
      for (const close of closing.reverse()) await close();
      await engine.close();
      await Promise.all([worker.close(), relay.close(), owner.end()]);
      await record.drop();
    },
  };
}

async function seedOrganization(owner: Pool): Promise<string> {
  const id = uuid();
  const now = clock.now();
  await owner.query(`insert into policy_set (version, effective_at, basis) values (1, $1, 'trial') on conflict do nothing`, [now]);
  await owner.query(
    `insert into organization (id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $1::uuid, array[$1::uuid], 'body', 'city', 'A', 'A', 'A', $2)`,
    [id, now],
  );
  return id;
}
