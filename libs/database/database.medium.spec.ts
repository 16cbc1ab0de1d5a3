import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FilledRecord, filledRecord } from '#testing/filled-record';
import type { Transaction } from './database.js';
import { codeOf } from './error-code.js';
import { Listener } from './listener.js';
import { channels } from './notifier.js';
import { lockProcess, ring, write } from './record/process.js';

// Real: PostgreSQL, the api's role, and the connections on which changes are announced and heard.

const at = new Date('2026-03-04T01:00:00Z');

let record: FilledRecord;

beforeAll(async () => {
  record = await filledRecord();
});

afterAll(() => record?.close());

const api = (poolSize: number) => record.connect('api', poolSize);

const context = (tx: Transaction) =>
  tx.one(
    `select nullif(current_setting('app.person', true), '') as person, nullif(current_setting('app.process', true), '') as process, pg_backend_pid() as connection`,
  );

it('tries a deadlock again, so that both sides are done', async () => {
  const database = await api(2);
  const { first, second } = record;
  let attempts = 0;
  let arrived = 0;
  let bothHold = () => {};
  const meeting = new Promise<void>((resolve) => (bothHold = resolve));
  const lockBoth = (processes: string[]) =>
    database.as({ person: record.supervisor }, async (tx) => {
      attempts++;
      for (const process of processes) {
        tx.enter(process);
        expect(await lockProcess(tx, process)).toBeDefined();
        if (++arrived === 2) bothHold();
        await meeting;
      }
      return processes[0];
    });

  const done = await Promise.all([lockBoth([first.process, second.process]), lockBoth([second.process, first.process])]);
  expect(done).toEqual([first.process, second.process]);
  expect(attempts).toBeGreaterThan(2);
}, 30_000);

/** How often work is tried in which a statement fails with this code, until that is all that is heard of it. */
async function attemptsUntilGivenUp(code: string, run: (tx: Transaction, failing: string) => Promise<unknown>): Promise<number> {
  const database = await api(1);
  let attempts = 0;
  const failing = database.bare(async (tx) => {
    attempts++;
    await run(tx, `do $$ begin raise exception sqlstate '${code}'; end $$`);
  });
  expect(await failing.catch(codeOf)).toBe(code);
  return attempts;
}

it('gives up after some attempts, and at once where trying again is of no use', async () => {
  const atOnce = (tx: Transaction, failing: string) => tx.query(failing);
  expect(await attemptsUntilGivenUp('40001', atOnce)).toBe(4);
  expect(await attemptsUntilGivenUp('23505', atOnce)).toBe(1);
});

it('hears what has failed of that which it sent ahead, and tries again where that helps', async () => {
  const ahead = (tx: Transaction, failing: string) => {
    tx.runAhead(failing);
    return tx.query('select 1');
  };
  expect(await attemptsUntilGivenUp('40001', ahead)).toBe(4);
  expect(await attemptsUntilGivenUp('53100', ahead)).toBe(1);
});

it('does not take for committed what PostgreSQL has rolled back because an error was swallowed', async () => {
  const database = await api(1);
  const swallowing = database.as({ person: record.first.sender }, async (tx) => {
    tx.enter(record.first.process);
    await ring(tx, record.first.process, at);
    await tx.query('select 1 / 0').catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('rolled back');
  expect(await database.bare(context)).toMatchObject({ person: null });
});

it('looks at what came of an act by the sight with which it began, and by what the record has from then on', async () => {
  const database = await api(1);
  const { owner } = record;
  const { reviewer: person } = record.first;
  const sight = (tx: Transaction) => tx.one<{ pools: string }>(`select current_setting('app.pools') as pools, current_setting('app.scope') as scope`);
  const become = (role: string) =>
    owner.query(`update role_assignment set role = $2, pool = organization_id || '/' || $2 where person_id = $1`, [person, role]);
  const act = async (tx: Transaction) => {
    const seen = await sight(tx);
    await become('auditor');
    return seen;
  };
  const [acting, looking] = await database.asThenLook({ person }, act, async (tx, seen) => [seen, await sight(tx)] as const);
  expect(acting!.pools).toContain('/reviewer');
  expect(looking).toEqual(acting);
  expect((await database.look({ person }, sight))!.pools).toContain('/auditor');
  await become('reviewer');
});

it('plans a statement once for who acts outside, and once for who has entered a process', async () => {
  const database = await api(1);
  const statement = 'select count(*) from person';
  const plans = await database.as({ person: record.first.sender }, async (tx) => {
    const twice = () => Promise.all([tx.query(statement), tx.query(statement)]);
    await twice();
    tx.enter(record.first.process);
    await twice();
    return tx.one('select count(*)::int as count from pg_prepared_statements where statement = $1', [statement]);
  });
  expect(plans).toEqual({ count: 2 });
});

const waiting = async (tx: Transaction) => Number((await tx.one<{ waiting: string }>('select waiting from outbox_state()'))!.waiting);

/** Rings once, and runs a statement ahead of the end. */
const ringing = (ahead: string) => async (tx: Transaction) => {
  tx.enter(record.first.process);
  await ring(tx, record.first.process, at);
  tx.runAhead(ahead);
  return 'rung';
};

it('commits what ran ahead of the end, and nothing where that failed', async () => {
  const database = await api(1);
  const before = await database.bare(waiting);
  expect(await database.as({ person: record.first.sender }, ringing('select 1 / 0')).catch(codeOf)).toBe('22012');
  expect(await database.bare(waiting)).toBe(before);
  expect(await database.as({ person: record.first.sender }, ringing('select 1'))).toBe('rung');
  expect(await database.bare(waiting)).toBe(before + 1);
});

it('looks at what it has committed, and answers nothing of what it has not', async () => {
  const database = await api(1);
  const before = await database.bare(waiting);
  const look = async (tx: Transaction, done: string) => ({ done, waiting: await waiting(tx), ...(await context(tx)) });
  const person = record.first.sender;
  expect(await database.asThenLook({ person }, ringing('select 1 / 0'), look).catch(codeOf)).toBe('22012');
  expect(await database.asThenLook({ person }, ringing('select 1'), look)).toMatchObject({ done: 'rung', waiting: before + 1, person, process: null });
  const writing = (tx: Transaction) => ringing('select 1')(tx);
  expect(await database.asThenLook({ person }, () => Promise.resolve(), writing).catch(codeOf)).toBe('25006'); // a look is read only
  expect(await database.bare(waiting)).toBe(before + 1);
  expect(await database.bare(context)).toMatchObject({ person: null });
});

it('leaves nothing of one transaction to the next on the same connection', async () => {
  const database = await api(1);
  const inside = await database.as({ person: record.first.sender }, async (tx) => {
    tx.enter(record.first.process);
    return context(tx);
  });
  expect(inside).toMatchObject({ person: record.first.sender, process: record.first.process });
  expect(await database.bare(context)).toEqual({ ...inside, person: null, process: null });
});

it('lets nobody ask in the name of a transaction that has ended', async () => {
  const database = await api(1);
  const person = record.first.sender;
  const late: Promise<string>[] = [];
  /** Asks again and again, also when nobody waits for it any more. */
  const asking = async (tx: Transaction): Promise<never> => {
    for (;;) await context(tx);
  };
  const leaving = async (tx: Transaction) => {
    late.push(asking(tx).catch(({ message }: Error) => message));
    await tx.one('select 1');
    throw new Error('Enough.');
  };
  await expect(database.as({ person }, leaving)).rejects.toThrow('Enough.');
  await expect(database.look({ person }, leaving)).rejects.toThrow('Enough.');
  const look = (tx: Transaction) => {
    const asked = asking(tx);
    late.push(asked.catch(({ message }: Error) => message));
    return asked;
  };
  expect(await database.asThenLook({ person }, ringing('select 1 / 0'), look).catch(codeOf)).toBe('22012');
  expect(await Promise.all(late)).toEqual(late.map(() => 'The transaction has ended.'));
  expect(await database.bare(context)).toMatchObject({ person: null, process: null });
});

it('cuts a connection whose server does not answer, instead of lending it on with what it may see', async () => {
  const database = await api(1);
  const stalled: unknown[] = [];
  const asked = database.as({ person: record.first.sender }, async (tx) => {
    tx.enter(record.first.process);
    stalled.push(await context(tx));
    await tx.query('set local statement_timeout = 0'); // else the server itself would end it
    await tx.query('select pg_sleep(600)');
  });
  await expect(asked).rejects.toThrow();

  const next = await database.bare(context);
  expect(next).toMatchObject({ person: null, process: null });
  expect(next!.connection).not.toBe((stalled[0] as { connection: number }).connection);
}, 60_000);

it('announces what was committed, and nothing that was not', async () => {
  const database = await api(2);
  const heard = { record: new Set<string>(), outbox: 0, listening: 0 };
  let look = () => {};
  const until = (fact: () => boolean) => new Promise<void>((resolve) => (look = () => fact() && resolve())).finally(() => (look = () => {}));
  const options = { url: record.urls.api, program: 'api' };
  const listening = until(() => heard.listening === 2);
  const listeners = [
    new Listener(options, channels.record, (payload) => {
      if (payload === undefined) heard.listening++;
      payload?.split(',').forEach((process) => heard.record.add(process));
      look();
    }),
    new Listener(options, channels.outbox, (payload) => {
      if (payload === undefined) heard.listening++;
      else heard.outbox++;
      look();
    }),
  ];
  await listening;

  const lost = database.as({ person: record.supervisor }, (tx) => {
    tx.announce(record.second.process, 'bell');
    return Promise.reject(new Error('rolled back'));
  });
  await expect(lost).rejects.toThrow('rolled back');
  const entered = (work: (tx: Transaction) => Promise<void>) =>
    database.as({ person: record.first.sender }, async (tx) => {
      tx.enter(record.first.process);
      await work(tx);
      expect(heard.record).toEqual(new Set());
    });

  const told = until(() => heard.record.size > 0);
  await entered(async (tx) => write(tx, (await lockProcess(tx, record.first.process))!, { at: at, action: 'note' }));
  await told;
  expect(heard.record).toEqual(new Set([record.first.process]));
  expect(heard.outbox).toBe(0);

  heard.record.clear();
  const rung = until(() => heard.outbox > 0 && heard.record.size > 0);
  await entered((tx) => ring(tx, record.first.process, at));
  await rung;
  expect(heard.record).toEqual(new Set([record.first.process]));
  for (const listener of listeners) await listener.close();
});
