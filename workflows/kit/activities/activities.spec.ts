// Real: PostgreSQL with its walls, as the role of the worker. No engine: the activities are called as a story calls them.
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { clock, moveClock, resetClock } from '#domain/clock';
import { eventually } from '#testing/eventually';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import { kitActivities } from '../activities.js';
import type { KitActivities } from '../record.js';
import { onceFor, onProcess } from './locked.js';

let world: RecordWorld;
let record: KitActivities;
beforeAll(async () => {
  world = await recordWorld();
  record = kitActivities(world.database);
});
afterAll(() => world?.close());
afterEach(resetClock);

const hour = 3_600_000;
const actions = async (process: string) => (await world.tale(process)).entries.map(({ action }) => action);
const bellsFor = async (process: string) =>
  (await world.owner.query('select seq, leased_until, patient_until, at from outbox where process_id = $1 order by id', [process])).rows;

describe('reading', () => {
  it('gives decisions and recalls as rows and all else by number, and step results at the beginning', async () => {
    const process = await world.open('errand');
    await record.openTask({ process, step: 'run/1', kind: 'run', pool: `${world.city.team}/reviewer`, within: [] });
    await world.command(process, 'extend');
    await world.decide(process, 'run/1', 'done', world.city.a);
    await record.settle({ process, step: 'first/1', side: 'answer' });
    const page = await record.read({ process, after: 0 });
    expect(page).toEqual({
      commands: [{ seq: 3, kind: 'decide', task: 'run/1', outcome: 'done', by: world.city.a }],
      upTo: 3,
      more: false,
      steps: { 'first/1': { side: 'answer' } },
    });
    expect(await record.read({ process, after: 3 })).toEqual({ commands: [], upTo: 3, more: false, steps: {} });
  });

  it.each(['extend', 'decide'])('takes a record of 50,000 commands (%s) page by page', async (kind) => {
    const process = await world.open('errand');
    await world.owner.query(
      `insert into command (process_id, seq, kind, task_step, outcome, at) select $1, n, $2, 'run/' || n, 'done', $3 from generate_series(2, 50000) n`,
      [process, kind, clock.now()],
    );
    await world.owner.query('update process set seq = 50000 where id = $1', [process]);
    let commands = 0;
    let pages = 0;
    let after = 0;
    for (let more = true; more; pages++) {
      const page = await record.read({ process, after });
      expect(page.commands.length).toBeLessThanOrEqual(500);
      expect(page.commands.every(({ seq }) => seq > after && seq <= page.upTo)).toBe(true);
      commands += page.commands.length;
      ({ upTo: after, more } = page);
    }
    expect({ commands, after, pages }).toEqual(kind === 'decide' ? { commands: 49_999, after: 50_000, pages: 100 } : { commands: 0, after: 50_000, pages: 1 });
  });

  it('never counts as read what was committed while it read', async () => {
    const process = await world.open('branches', { keys: [] });
    const total = 60;
    const writing = (async () => {
      for (let n = 0; n < total; n++) await world.command(process, 'recall');
    })();
    const seen: number[] = [];
    for (let after = 0; after <= total;) {
      const page = await record.read({ process, after });
      seen.push(...page.commands.map(({ seq }) => seq));
      after = page.upTo;
    }
    await writing;
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 2));
  });
});

describe('a step', () => {
  it('has its effect once, and keeps what it resulted in', async () => {
    const process = await world.open('errand');
    let effects = 0;
    const take = () =>
      onProcess(world.database, process, (tx, locked) => onceFor(tx, locked, 'stamp/1', clock.now(), () => Promise.resolve({ stamp: ++effects })));
    expect([await take(), await take()]).toEqual([{ stamp: 1 }, { stamp: 1 }]);
    expect(await Promise.all([take(), take()])).toEqual([{ stamp: 1 }, { stamp: 1 }]);
    const large = onProcess(world.database, process, (tx, locked) => onceFor(tx, locked, 'stamp/2', clock.now(), () => Promise.resolve('x'.repeat(2049))));
    await expect(large).rejects.toMatchObject({ type: 'result-too-large' });
  });
});

describe('a choice', () => {
  it('is settled once, and withdraws what the other side had open', async () => {
    const process = await world.open('choice');
    const side = (name: string) => ({
      step: `answer/first/1/${name}/1`,
      kind: 'answer',
      pool: `${world.city.team}/reviewer`,
      deadline: 'clue.urgent',
      within: [{ step: 'first/1', side: name }],
    });
    await record.openTask({ process, ...side('answer') });
    await record.openTask({ process, ...side('answers') }); // a name that begins like the other
    expect(await record.settle({ process, step: 'first/1', side: 'answer' })).toEqual({ side: 'answer' });
    expect(await record.settle({ process, step: 'first/1', side: 'answers' })).toEqual({ side: 'answer' });
    const { tasks } = await world.tale(process);
    expect(tasks.map(({ step, state }) => `${step as string} ${state as string}`)).toEqual([
      'answer/first/1/answer/1 open',
      'answer/first/1/answers/1 withdrawn',
    ]);
    expect(await record.openTask({ process, ...side('answers'), step: 'answer/first/1/answers/2' })).toEqual({ upTo: 1 });
    expect((await world.tale(process)).tasks).toHaveLength(2);
  });
});

describe('a wait', () => {
  it('stores its moment, and is over when the record says so', async () => {
    const process = await world.open('choice');
    const wait = { process, step: 'patience/1', deadline: 'clue.urgent' };
    const first = await record.awaitMoment(wait);
    expect(first).toEqual({ over: false, nextIn: expect.any(Number), nextAt: expect.any(Number) });
    expect(first.nextIn).toBeLessThanOrEqual(24 * hour);
    moveClock(23 * hour);
    expect((await record.awaitMoment(wait)).over).toBe(false);
    moveClock(hour);
    expect(await record.awaitMoment(wait)).toMatchObject({ over: true });
    resetClock();
    expect(await record.awaitMoment(wait)).toMatchObject({ over: true });
    expect((await actions(process)).sort()).toEqual(['open', 'wait', 'waited']);
  });

  it('is not over while the process is suspended, nor in one that was recalled', async () => {
    const process = await world.open('choice');
    const wait = { process, step: 'patience/1', deadline: 'clue.urgent' };
    await record.awaitMoment(wait);
    await world.command(process, 'suspend', { to: { suspendedAt: clock.now() } });
    moveClock(48 * hour);
    expect(await record.awaitMoment(wait)).toEqual({ over: false });
    await world.command(process, 'resume', { to: { suspendedAt: null } });
    await world.command(process, 'recall');
    expect(await record.awaitMoment(wait)).toEqual({ over: false });
  });
});

describe('children', () => {
  const children = (process: string, ...keys: string[]) => ({
    process,
    step: 'children/errand/1',
    type: 'errand',
    children: keys.map((key) => ({ key, input: { team: world.city.team } })),
  });
  const born = async (process: string) =>
    (await world.owner.query<{ id: string; key: string }>('select id, child_key as key from process where parent_id = $1 order by child_key', [process])).rows;

  it('are opened once each, also where an earlier attempt opened some of them', async () => {
    const process = await world.open('family');
    await record.startChildren({ ...children(process, '320302') });
    await world.owner.query('delete from process_step where process_id = $1', [process]); // as if that attempt had died before it was done
    await record.startChildren(children(process, '320302', '320303'));
    await record.startChildren(children(process, '320302', '320303'));
    const rows = await born(process);
    expect(rows.map(({ key }) => key)).toEqual(['320302', '320303']);
    for (const { id } of rows) {
      const [bell, ...more] = await bellsFor(id);
      expect([bell.patient_until - bell.at, more]).toEqual([1_000, []]);
      expect((await world.tale(id)).tasks).toMatchObject([{ step: 'run/1', state: 'open' }]);
    }
    expect(await record.progress({ process, step: 'children/errand/1' })).toEqual({
      open: 2,
      closed: 0,
      outcomes: {},
      nextIn: hour,
      nextAt: expect.any(Number),
    });
  });

  it('ring their parent a little later, once for many, and again for one that ends after that bell was taken', async () => {
    const process = await world.open('family');
    await record.startChildren(children(process, 'a', 'b', 'c'));
    await world.owner.query('delete from outbox');
    const [a, b, c] = (await born(process)).map(({ id }) => id) as [string, string, string];
    await record.close({ process: a, outcome: 'done' });
    await record.close({ process: b, outcome: 'failed' });
    const bells = await bellsFor(process);
    expect(bells).toHaveLength(1);
    expect(bells[0]).toMatchObject({ seq: null });
    expect(bells[0].leased_until - bells[0].at).toBe(1_000);

    await world.owner.query(`update outbox set leased_until = at + interval '15 seconds' where process_id = $1`, [process]); // a relay has it in hand
    await record.close({ process: c, outcome: 'done' });
    expect(await bellsFor(process)).toHaveLength(2);
    expect(await record.progress({ process, step: 'children/errand/1' })).toEqual({ open: 0, closed: 3, outcomes: { done: 2, failed: 1 } });
  });

  it('are recalled one by one, and not where they have ended', async () => {
    const process = await world.open('family');
    await record.startChildren(children(process, 'a', 'b'));
    const [a, b] = (await born(process)).map(({ id }) => id) as [string, string];
    await record.close({ process: a, outcome: 'done' });
    await world.command(process, 'recall');
    await record.recallChildren({ process });
    await record.recallChildren({ process });
    expect(await actions(a)).not.toContain('recall');
    expect((await actions(b)).filter((action) => action === 'recall')).toHaveLength(1);
    expect((await world.tale(b)).tasks).toEqual([expect.objectContaining({ state: 'withdrawn' })]);
    await record.startChildren({ ...children(process, 'd'), step: 'children/errand/2' });
    expect(await born(process)).toHaveLength(2);
  });
});

it('forgets at the end what had kept it from moving, whichever worker had noted that', async () => {
  const process = await world.open('clue-transfer', { urgent: false });
  await world.owner.query(`update process set stuck_step = 'close', stuck_code = '57P01', stuck_since = $2, parked_since = $2 where id = $1`, [
    process,
    clock.now(),
  ]);
  await record.close({ process, outcome: 'returned' });
  const { rows } = await world.owner.query('select stuck_step, stuck_code, stuck_since, parked_since from process where id = $1', [process]);
  expect(rows).toEqual([{ stuck_step: null, stuck_code: null, stuck_since: null, parked_since: null }]);
});

it('closes once, withdraws what is open but copies, and keeps the first outcome', async () => {
  const process = await world.open('clue-transfer', { urgent: false });
  await record.openTask({ process, step: 'sign/1', kind: 'sign', pool: `${world.city.team}/reviewer`, deadline: 'clue.receipt', within: [] });
  await record.openCopy({ process, step: 'acknowledge-copy/1', kind: 'acknowledge-copy', role: 'discipline-intake' });
  await Promise.all([record.close({ process, outcome: 'returned' }), record.close({ process, outcome: 'returned' })]);
  await record.close({ process, outcome: 'concluded' });
  await eventually(async () => expect(await world.tale(process)).toMatchObject({ state: 'closed', outcome: 'returned' }));
  const { tasks, entries } = await world.tale(process);
  expect(tasks.map(({ step, state }) => `${step as string} ${state as string}`).sort()).toEqual(['acknowledge-copy/1 open', 'sign/1 withdrawn']);
  expect(entries.filter(({ action }) => action === 'close')).toHaveLength(1);
  expect((await world.owner.query('select count(*)::int as running from deadline where process_id = $1 and met_at is null', [process])).rows).toEqual([
    { running: 0 },
  ]);
});
