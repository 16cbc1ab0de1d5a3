// Real: PostgreSQL with its walls, as the role of the worker. No engine: the activities are called as a story calls them.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock, moveClock, resetClock } from '#domain/clock';
import { eventually } from '#testing/eventually';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import { createActivities, join } from '../activities.js';
import { kitActivities } from './activities.js';
import type { KitActivities, TaskAsked } from './record.js';

let world: RecordWorld;
let record: KitActivities;
beforeAll(async () => {
  world = await recordWorld();
  record = kitActivities(world.database);
});
afterAll(() => world?.close());
afterEach(resetClock);

const day = 86_400_000;
const offer = (urgent = false) => world.open('clue-transfer', { urgent }, { withoutTask: true });
const pool = (role: string) => `${world.city.team}/${role}`;
const asked = (process: string, more: Partial<TaskAsked> = {}): TaskAsked => ({
  process,
  step: 'sign/1',
  kind: 'sign',
  pool: pool('reviewer'),
  deadline: 'clue.receipt',
  within: [],
  ...more,
});
const taskOf = async (process: string, step = 'sign/1') =>
  (await world.owner.query('select * from task where process_id = $1 and step = $2', [process, step])).rows[0];
const noticesOf = async (process: string) =>
  (await world.owner.query('select kind, rung, pool, person_id as person from notice where process_id = $1 order by at, id', [process])).rows;
const exclude = (person: string, process: string) =>
  world.owner.query(
    `with r as (insert into recusal (id, person_id, tie, process_id, reason, declared_at) values ($1, $2, 'process', $3, '', $4) returning id) insert into exclusion select $2, $3, id from r`,
    [randomUUID(), person, process, clock.now()],
  );

it('has no two activities of one name', () => {
  expect(Object.keys(createActivities({ database: world.database }))).toContain('openTask');
  expect(() => join({ read: 1 }, { write: 1 }, { read: 1 })).toThrow('Two activities are called read.');
});

describe('a task', () => {
  it('is opened once, with its deadline, its ladder and a pool that may see the process', async () => {
    const process = await offer();
    const look = await record.openTask(asked(process));
    const task = await taskOf(process);
    expect(task).toMatchObject({ state: 'open', holder: null, pool: pool('reviewer') });
    expect(task.due_at.getTime()).toBeGreaterThan(clock.now().getTime() + 2 * day);
    expect(look.nextIn).toBeGreaterThan(0);
    const before = await world.tale(process);
    expect(before.entries.map(({ action }) => action).sort()).toEqual(['open', 'task-opened']);

    expect((await record.openTask(asked(process))).nextIn).toBeLessThanOrEqual(look.nextIn!);
    expect(await world.tale(process)).toEqual(before);
    const { rows } = await world.owner.query('select pool, relation from process_reader where process_id = $1', [process]);
    expect(rows).toEqual([{ pool: pool('reviewer'), relation: 'pool' }]);
  });

  it('counts from the recorded event, however late the story gets round to it', async () => {
    const process = await offer(true);
    moveClock(30 * 3_600_000);
    await record.openTask(asked(process, { deadline: 'clue.urgent' }));
    const { rows } = await world.owner.query(
      `select t.due_at - p.opened_at = interval '24 hours' as exact, t.opened_at > t.due_at as late from task t join process p on p.id = t.process_id where p.id = $1`,
      [process],
    );
    expect(rows).toEqual([{ exact: true, late: true }]);
  });

  it('serves the same deadline again when it is sent back', async () => {
    const process = await offer();
    const { a, lead } = world.city;
    await record.openTask(asked(process));
    await world.decide(process, 'sign/1', 'sign', a);
    const proposal = (n: number) => asked(process, { step: `propose-disposition/${n}`, kind: 'propose-disposition', deadline: 'clue.disposition' });
    await record.openTask(proposal(1));
    await world.decide(process, 'propose-disposition/1', 'parked', a);
    await record.openTask(asked(process, { step: 'approve-disposition/1', kind: 'approve-disposition', pool: pool('team-lead'), deadline: 'clue.approval' }));
    await world.decide(process, 'approve-disposition/1', 'send-back', lead);
    await record.openTask(proposal(2));
    const { rows } = await world.owner.query(`select key, met_at is null as running from deadline where process_id = $1 order by key`, [process]);
    expect(rows).toEqual([{ key: 'clue.approval', running: false }, { key: 'clue.disposition', running: true }, { key: 'clue.receipt', running: false }]); // oxfmt-ignore
  });

  it('is claimed at once by whoever has the matter in hand, while they may and can', async () => {
    const { a, b, lead } = world.city;
    const held = await offer();
    await record.openTask(asked(held, { heldBy: a }));
    const task = await taskOf(held);
    expect(task.holder).toBe(a);
    expect(task.lease_until.getTime()).toBeGreaterThan(clock.now().getTime());

    const kept = await offer();
    await exclude(a, kept);
    await record.openTask(asked(kept, { heldBy: a }));
    expect((await taskOf(kept)).holder).toBeNull();
    await record.openTask(asked(kept, { step: 'sign/2', heldBy: b, notBy: b }));
    expect(await taskOf(kept, 'sign/2')).toMatchObject({ holder: null, not_by: b });
    await record.openTask(asked(kept, { step: 'sign/3', heldBy: lead }));
    expect((await taskOf(kept, 'sign/3')).holder).toBeNull();

    await world.owner.query('update person set active = false where id = $1', [b]);
    await record.openTask(asked(kept, { step: 'sign/4', heldBy: b }));
    expect((await taskOf(kept, 'sign/4')).holder).toBeNull();
    await world.owner.query('update person set active = true where id = $1', [b]);
  });

  it('is not put into the hands of who is leaving while it opens', async () => {
    const { a } = world.city;
    const process = await offer();
    await world.owner.query('begin');
    await world.owner.query('select from person where id = $1 for no key update', [a]); // as whoever takes somebody a role locks them
    await world.owner.query('update person set active = false where id = $1', [a]);
    const opened = record.openTask(asked(process, { heldBy: a }));
    const waiting = `select from pg_locks join pg_stat_activity using (pid) where not granted and usename = 'liandong_worker' and datname = current_database()`;
    await eventually(async () => expect((await world.owner.query(waiting)).rowCount).toBe(1));
    await world.owner.query('commit');
    await opened;
    expect((await taskOf(process)).holder).toBeNull();
    await world.owner.query('update person set active = true where id = $1', [a]);
  });

  it('tells the office where nobody may take it', async () => {
    const process = await offer();
    const { a, b, c, office } = world.city;
    for (const person of [a, b]) await exclude(person, process);
    await record.openTask(asked(process, { notBy: c }));
    expect(await noticesOf(process)).toEqual([{ kind: 'nobody-eligible', rung: null, pool: `${office}/coordinator`, person: null }]);
    expect((await world.tale(process)).entries).toContainEqual({ action: 'nobody-eligible', person_id: null, task_step: 'sign/1', detail: {} });
    await record.openTask(asked(process, { step: 'sign/2' }));
    expect(await noticesOf(process)).toHaveLength(1); // c may take that one
  });

  it('is not opened once the process has been closed or recalled', async () => {
    for (const over of ['recall', 'close']) {
      const process = await offer();
      if (over === 'recall') await world.command(process, 'recall');
      else await record.close({ process, outcome: 'returned' });
      const before = await world.tale(process);
      expect(await record.openTask(asked(process))).toEqual({ upTo: expect.any(Number) });
      await record.openCopy({ process, step: 'acknowledge-copy/1', kind: 'acknowledge-copy', role: 'discipline-intake' });
      expect({ ...(await world.tale(process)), steps: [] }).toEqual({ ...before, steps: [] });
    }
  });
});

describe('the ladder', () => {
  it('gives one notice for all rungs that are due, the highest, and none a second time', async () => {
    const process = await offer(true);
    moveClock(25 * 3_600_000);
    const look = await record.openTask(asked(process, { deadline: 'clue.urgent' }));
    expect(look.nextIn).toBeGreaterThan(0);
    expect(await noticesOf(process)).toEqual([{ kind: 'overdue', rung: 'overdue', pool: pool('team-lead'), person: null }]);
    const { rows } = await world.owner.query('select r.key, r.state from rung r join deadline d on d.id = r.deadline_id where d.process_id = $1 order by at', [
      process,
    ]);
    expect(rows.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'half passed',
      'three-quarters passed',
      'overdue fired',
      'overdue-3 pending',
      'overdue-10 pending',
    ]);
    await record.attend({ process, step: 'sign/1' });
    expect(await noticesOf(process)).toHaveLength(1);
  });

  it('reminds who holds the task, and goes one level up where a recusal keeps those away whom it is for', async () => {
    const { a, lead, otherLead, office, coordinator, leadingGroup } = world.city;
    const process = await offer(true);
    await record.openTask(asked(process, { deadline: 'clue.urgent', heldBy: a }));
    moveClock(13 * 3_600_000);
    await record.attend({ process, step: 'sign/1' });
    expect(await noticesOf(process)).toEqual([{ kind: 'reminder', rung: 'half', pool: null, person: a }]);

    for (const person of [lead, otherLead]) await exclude(person, process);
    moveClock(12 * 3_600_000);
    await record.attend({ process, step: 'sign/1' });
    expect((await noticesOf(process)).at(-1)).toMatchObject({ rung: 'overdue', pool: `${office}/coordinator` });

    await exclude(coordinator, process);
    moveClock(10 * day);
    await record.attend({ process, step: 'sign/1' });
    expect((await noticesOf(process)).at(-1)).toMatchObject({ rung: 'overdue-3', pool: `${leadingGroup}/supervisor` });
  });

  it('stands still where the task is decided or the process suspended', async () => {
    const [decided, suspended] = [await offer(true), await offer(true)];
    for (const process of [decided, suspended]) await record.openTask(asked(process, { deadline: 'clue.urgent' }));
    await world.decide(decided, 'sign/1', 'sign', world.city.a);
    await world.command(suspended, 'suspend', { to: { suspendedAt: clock.now() } });
    moveClock(30 * day);
    for (const process of [decided, suspended]) {
      expect(await record.attend({ process, step: 'sign/1' })).toEqual({ upTo: 2 });
      expect(await noticesOf(process)).toEqual([]);
    }
  });
});

it('ends a process that was suspended meanwhile, so that its copies can be receipted', async () => {
  const process = await offer();
  await world.command(process, 'suspend', { to: { suspendedAt: clock.now() } });
  await record.close({ process, outcome: 'concluded' });
  const { rows } = await world.owner.query('select closed_at is not null as closed, suspended_at from process where id = $1', [process]);
  expect(rows).toEqual([{ closed: true, suspended_at: null }]);
});

it('sends a copy once, to who holds the role nearest to the receiving side', async () => {
  const process = await offer();
  await record.openTask(asked(process));
  const copy = { process, step: 'acknowledge-copy/1', kind: 'acknowledge-copy', role: 'discipline-intake' };
  await record.openCopy(copy);
  await record.openCopy(copy);
  expect(await taskOf(process, copy.step)).toMatchObject({ copy: true, pool: `${world.city.intake}/discipline-intake`, deadline_id: null });
  expect((await world.tale(process)).entries.filter(({ action }) => action === 'copied')).toHaveLength(1);
  const { rows } = await world.owner.query(`select pool from process_reader where process_id = $1 and relation = 'copied'`, [process]);
  expect(rows).toEqual([{ pool: `${world.city.intake}/discipline-intake` }]);

  await record.openCopy({ ...copy, step: 'acknowledge-copy/2', role: 'auditor' }); // the city has none
  expect(await taskOf(process, 'acknowledge-copy/2')).toBeUndefined();
});

it('knows a process that is not there by a code', async () => {
  const process = randomUUID();
  const known = { type: 'no-such-process', nonRetryable: true };
  await expect(record.openTask(asked(process))).rejects.toMatchObject(known);
  await expect(record.read({ process, after: 0 })).rejects.toMatchObject(known);
  await expect(record.close({ process, outcome: 'returned' })).rejects.toMatchObject(known);
});
