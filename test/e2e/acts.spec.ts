import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { offer } from '../faults/play.js';
import { type Cast, cast, clueOf, newClue } from './cast.js';
import { fresh, refusal } from './client.js';
import { ownerOf } from './owner.js';
import { decide, taskOf } from './tasks.js';

/** All that people do with a task and a process besides deciding it. */
let product: Product;
let people: Cast;
let owner: Owner;

beforeAll(async () => {
  product = await startGivenProduct();
  people = await cast(product);
  owner = await ownerOf(product);
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

/** A task to sign, held by the reviewer. */
async function heldTask(): Promise<{ task: string; process: string; at: string }> {
  const process = await offer(people);
  const { id: task } = await taskOf(people.reviewer, process, 'sign');
  const at = `/api/tasks/${task}`;
  await people.reviewer.ok(people.reviewer.post(`${at}/claim`));
  return { task, process, at };
}

describe('a repeat under one idempotency key', () => {
  it('registers, claims and decides once', async () => {
    const { coordinator, reviewer } = people;
    const [registering, claiming, deciding] = [fresh(), fresh(), fresh()];
    const first = await coordinator.ok(coordinator.post('/api/clues', newClue(people), registering));
    expect(await coordinator.ok(coordinator.post('/api/clues', newClue(people), registering))).toMatchObject({ id: first.id, number: first.number });
    expect(refusal(await coordinator.post('/api/clues', { ...newClue(people), title: '另一标题' }, registering))).toBe('422 key-used');

    const process = await offer(people);
    const { id } = await taskOf(reviewer, process, 'sign');
    for (let nth = 0; nth < 2; nth++) expect(await reviewer.ok(reviewer.post(`/api/tasks/${id}/claim`, {}, claiming))).toMatchObject({ id, mine: true });
    for (let nth = 0; nth < 2; nth++)
      expect(await reviewer.ok(reviewer.post(`/api/tasks/${id}/decide`, { outcome: 'sign' }, deciding))).toMatchObject({ id, outcome: 'sign' });
    expect(refusal(await reviewer.post(`/api/tasks/${id}/decide`, { outcome: 'sign' }, fresh()))).toBe('409 task-decided');
    const { items } = await reviewer.ok(reviewer.get(`/api/processes/${process}/timeline`));
    for (const action of ['claim', 'decide']) expect(items.filter((entry: any) => entry.action === action && entry.step === 'sign/1')).toHaveLength(1);
  });
});

describe('a task in hand', () => {
  it('keeps a draft, and does not overwrite what another window has saved', async () => {
    const { reviewer, other } = people;
    const { at } = await heldTask();
    const saved = await reviewer.ok(reviewer.post(`${at}/draft`, { body: { reason: '一稿' }, revision: 0 }));
    expect(saved).toMatchObject({ revision: 1, savedAt: expect.any(String) });
    const stale = await reviewer.post(`${at}/draft`, { body: { reason: '另一窗口' }, revision: 0 });
    expect(stale).toMatchObject({ status: 409, body: { code: 'stale', current: { body: { reason: '一稿' }, revision: 1, savedAt: saved.savedAt } } });
    await reviewer.ok(reviewer.post(`${at}/draft`, { body: { reason: '二稿' }, revision: 1 }));
    expect((await reviewer.ok(reviewer.get(at))).draft).toMatchObject({ body: { reason: '二稿' }, revision: 2 });
    expect(refusal(await other.post(`${at}/draft`, { body: {}, revision: 0 }))).toMatch(/^(403 not-allowed|409 not-holder)$/);
    expect((await other.ok(other.get(at))).draft).toBeUndefined();
  });

  it('is handed on, released, assigned and taken back, with what was noted on it', async () => {
    const { coordinator, reviewer, other, lead } = people;
    const { at, process } = await heldTask();
    const colleague = other.me.person;
    expect((await reviewer.ok(reviewer.get(at))).colleagues).toContainEqual({ id: colleague.id, name: colleague.name });
    await reviewer.ok(reviewer.post(`${at}/note`, { text: '已电话核对' }));
    expect(await reviewer.post(`${at}/hand-on`, { to: coordinator.me.person.id })).toMatchObject({ status: 409, body: { code: 'not-eligible' } });
    expect(await reviewer.ok(reviewer.post(`${at}/hand-on`, { to: colleague.id, note: '我明天出差' }))).toMatchObject({ mine: false });
    const handed = await other.ok(other.get(at));
    expect(handed).toMatchObject({ mine: true, notes: [{ text: '已电话核对', by: { name: reviewer.me.person.name } }, { text: '我明天出差' }] });
    const further = { release: {}, note: { text: 'x' }, decide: { outcome: 'sign' } };
    for (const [act, body] of Object.entries(further)) expect(refusal(await reviewer.post(`${at}/${act}`, body))).toMatch(/^(403 not-allowed|409 not-holder)$/);

    expect((await other.ok(other.post(`${at}/release`, { note: '放回' }))).holder).toBeUndefined();
    expect(refusal(await reviewer.post(`${at}/assign`, { to: colleague.id }))).toBe('403 not-allowed');
    expect(await lead.ok(lead.post(`${at}/assign`, { to: reviewer.me.person.id }))).toMatchObject({ holder: { id: reviewer.me.person.id } });
    expect((await lead.post(`${at}/take-back`)).body.errors).toMatchObject([{ field: 'reason' }]);
    expect((await lead.ok(lead.post(`${at}/take-back`, { reason: '另有安排' }))).holder).toBeUndefined();
    expect(refusal(await lead.post(`${at}/take-back`, { reason: '再次' }))).toBe('409 wrong-state');
    expect(await other.ok(other.post(`${at}/claim`))).toMatchObject({ mine: true });
    const { items } = await lead.ok(lead.get(`/api/processes/${process}/timeline?kind=hands`));
    expect(items.map(({ action }: any) => action).toReversed()).toEqual(['claim', 'note', 'hand-on', 'release', 'assign', 'take-back', 'claim']);
  });

  it('stays with its holder when the claim has lapsed, until somebody else takes it', async () => {
    const { reviewer, other } = people;
    const [kept, lost] = [await heldTask(), await heldTask()];
    const lapsed = await owner.query(`update task set lease_until = lease_until - interval '30 days' where id = any ($1)`, [[kept.task, lost.task]]);
    expect(lapsed.rowCount).toBe(2);
    expect(await other.ok(other.post(`${lost.at}/claim`))).toMatchObject({ mine: true });
    expect(refusal(await reviewer.post(`${lost.at}/decide`, { outcome: 'sign' }))).toMatch(/^(403 not-allowed|409 not-holder)$/);
    await reviewer.ok(reviewer.post(`${kept.at}/draft`, { body: { comment: '接着办' }, revision: 0 })); // renews the claim
    expect(refusal(await other.post(`${kept.at}/claim`))).toBe('409 task-taken');
    await owner.query(`update task set lease_until = lease_until - interval '30 days' where id = $1`, [kept.task]);
    expect(await reviewer.ok(reviewer.post(`${kept.at}/decide`, { outcome: 'sign' }))).toMatchObject({ outcome: 'sign' });
  });
});

describe('a process', () => {
  it('is nudged, but not again at once', async () => {
    const { coordinator, reviewer, supervisor } = people;
    const process = await offer(people);
    await taskOf(reviewer, process, 'sign');
    await coordinator.ok(coordinator.post(`/api/processes/${process}/nudge`));
    const { items } = await reviewer.ok(reviewer.get('/api/notices'));
    expect(items).toContainEqual(expect.objectContaining({ kind: 'nudge', words: '对方催办：签收线索', process: expect.objectContaining({ id: process }) }));
    expect(refusal(await supervisor.post(`/api/processes/${process}/nudge`))).toBe('409 nudge-too-soon');
    expect(refusal(await reviewer.post(`/api/processes/${process}/nudge`))).toBe('403 not-allowed');
  });

  it('stands still while it is suspended, and gets the time back; its lead gives it more', async () => {
    const { reviewer, lead } = people;
    const { process, at } = await heldTask();
    const path = `/api/processes/${process}`;
    const deadline = async () => (await lead.ok(lead.get(path))).deadlines[0];
    const before = await deadline();
    const suspended = await lead.ok(lead.post(`${path}/suspend`, { reason: '等待鉴定' }));
    expect(suspended.waiting).toMatchObject({ trouble: 'suspended', sentence: expect.stringContaining('已中止') });
    expect(refusal(await reviewer.post(`${at}/decide`, { outcome: 'sign' }))).toBe('409 wrong-state');
    expect(refusal(await lead.post(`${path}/extend`, { deadlineId: before.id, amount: 2, reason: '复杂' }))).toBe('409 wrong-state');
    expect(refusal(await lead.post(`${path}/suspend`, { reason: '再次' }))).toBe('409 wrong-state');
    await owner.query(`update deadline set started_at = started_at - interval '15 days' where process_id = $1`, [process]);
    await owner.query(`update process set suspended_at = suspended_at - interval '14 days' where id = $1`, [process]);
    expect((await lead.ok(lead.post(`${path}/resume`))).waiting.trouble).not.toBe('suspended');
    await eventually(async () => expect((await lead.ok(lead.get(path))).waiting.trouble).toBeUndefined()); // the engine may be out of sight for a moment
    const resumed = await deadline();
    expect(resumed.explanation.join()).toMatch(/中止，扣除[1-9]\d*个工作日/);

    await lead.ok(lead.post(`${path}/extend`, { deadlineId: before.id, amount: 5, reason: '案情复杂' }));
    const extended = await deadline();
    expect(Date.parse(extended.dueAt)).toBeGreaterThan(Date.parse(resumed.dueAt));
    expect(extended.explanation.join()).toContain('批准延长5个工作日');
    expect(extended).toMatchObject({ unit: '个工作日', extendedBy: '5个工作日' });
    expect(before.extendedBy).toBeUndefined();
    expect((await reviewer.ok(reviewer.get(at))).dueAt).toBe(extended.dueAt);
    expect(refusal(await reviewer.post(`${path}/extend`, { deadlineId: before.id, amount: 1, reason: 'x' }))).toBe('403 not-allowed');
    await reviewer.ok(reviewer.post(`${at}/decide`, { outcome: 'sign' }));
    expect(refusal(await lead.post(`${path}/extend`, { deadlineId: before.id, amount: 1, reason: '已签收' }))).toBe('409 wrong-state');
  });

  it('is suspended no more once it has been recalled', async () => {
    const { coordinator, lead } = people;
    const { process } = await heldTask();
    await lead.ok(lead.post(`/api/processes/${process}/suspend`, { reason: '等待鉴定' }));
    await coordinator.ok(coordinator.post(`/api/processes/${process}/recall`, { reason: '误送' }));
    const { rows } = await owner.query('select closed_at is not null as closed, suspended_at from process where id = $1', [process]);
    expect(rows).toEqual([{ closed: true, suspended_at: null }]);
  });

  it('tells each kind of what happened apart, and nothing of a deadline to whom it is hidden', async () => {
    const { coordinator, reviewer, lead } = people;
    const { process, at } = await heldTask();
    const path = `/api/processes/${process}`;
    const told = async (person: typeof lead, kind: string) => (await person.ok(person.get(`${path}/timeline?kind=${kind}`))).items;
    const [{ id: receipt }] = (await lead.ok(lead.get(path))).deadlines;
    await lead.ok(lead.post(`${path}/extend`, { deadlineId: receipt, amount: 2, reason: '案情复杂' }));
    await reviewer.ok(reviewer.post(`${at}/decide`, { outcome: 'sign' }));
    await taskOf(reviewer, process, 'propose-disposition');
    const disposition = (await lead.ok(lead.get(path))).deadlines.find(({ key }: any) => key === 'clue.disposition');
    await lead.ok(lead.post(`${path}/extend`, { deadlineId: disposition.id, amount: 1, reason: '等待鉴定' }));

    const all = (await lead.ok(lead.get(`${path}/timeline`))).items;
    const kinds = await Promise.all(['decisions', 'hands', 'deadlines', 'course'].map((kind) => told(lead, kind)));
    expect(kinds.map((items) => items.map(({ action }: any) => action))).toEqual([
      ['decide'],
      ['claim'],
      ['extend', 'extend'],
      expect.arrayContaining(['open']),
    ]);
    expect(kinds.flat().map(({ n }) => n).toSorted((a, b) => b - a)).toEqual(all.map(({ n }: any) => n)); // oxfmt-ignore
    expect(refusal(await lead.get(`${path}/timeline?kind=rumours`))).toBe('422 invalid');
    expect(kinds[2]!.map(({ words }: any) => words)).toEqual(['延长期限1个月：提出处置意见', '延长期限2个工作日：线索签收']);
    expect((await told(coordinator, 'deadlines')).map(({ words }: any) => words)).toEqual(['延长期限2个工作日：线索签收']);
  });

  it('is counted on the board by the stages that an open one can be in', async () => {
    const { supervisor } = people;
    const { byState } = await supervisor.ok(supervisor.get('/api/board'));
    expect(byState.map(({ state }: any) => state)).toEqual(['offered', 'received', 'in-handling', 'reported']);
  });

  it('is returned with a reason that its sender reads', async () => {
    const { coordinator, reviewer, supervisor } = people;
    const process = await offer(people);
    await decide(reviewer, process, 'sign', { outcome: 'return', reason: '不属本专班管辖' });
    await eventually(async () => expect(await coordinator.ok(coordinator.get(`/api/processes/${process}`))).toMatchObject({ outcome: 'returned' }));
    const answer = async (person: typeof coordinator) =>
      (await person.ok(person.get(`/api/processes/${process}/timeline`))).items.find(({ action }: any) => action === 'decide').content;
    expect(await answer(coordinator)).toEqual({ reason: '不属本专班管辖' });
    expect(await answer(supervisor)).toBeUndefined();
  });

  it('gives the clue back where it is returned: who had it reads its content no more, nor what is corrected later', async () => {
    const { coordinator, reviewer } = people;
    const process = await offer(people);
    const task = await taskOf(reviewer, process, 'sign');
    await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/claim`));
    const shown = async () =>
      Promise.all([`/api/tasks/${task.id}`, `/api/processes/${process}`].map(async (path) => (await reviewer.ok(reviewer.get(path))).clueId));
    const { clueId: clue } = await coordinator.ok(coordinator.get(`/api/processes/${process}`));
    const path = `/api/clues/${clue}?processId=${process}`;
    expect(await shown()).toEqual([clue, clue]);
    expect((await reviewer.get(path)).status).toBe(200);

    await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/decide`, { outcome: 'return', reason: '不属本专班管辖' }));
    await eventually(async () => expect(await coordinator.ok(coordinator.get(`/api/processes/${process}`))).toMatchObject({ outcome: 'returned' }));
    const { revision } = await coordinator.ok(coordinator.get(`/api/clues/${clue}`));
    await coordinator.ok(coordinator.patch(`/api/clues/${clue}`, { content: '更正后的内容', revision }));
    expect(await shown()).toEqual([undefined, undefined]);
    expect(refusal(await reviewer.get(path))).toBe('404 not-found');
    expect((await coordinator.ok(coordinator.get(`/api/processes/${process}`))).clueId).toBe(clue);
  });
});

describe('a document', () => {
  it('is read by keepers and handlers only, and each reading is logged before', async () => {
    const { coordinator, reviewer, other, lead, supervisor, administrator } = people;
    const { id } = (await coordinator.upload('鉴定 意见.txt', '鉴定内容')).body;
    const clue = await coordinator.ok(coordinator.post('/api/clues', { ...newClue(people), documents: [id] }));
    const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
    const task = await taskOf(reviewer, transfer.id, 'sign');
    await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/claim`));
    await owner.query('truncate read_log');

    const file = await reviewer.get(`/api/documents/${id}?processId=${transfer.id}`);
    expect({ body: file.body, name: file.headers.get('content-disposition'), type: file.headers.get('content-type') }).toEqual({
      body: '鉴定内容',
      name: `attachment; filename*=UTF-8''${encodeURIComponent('鉴定 意见.txt')}`,
      type: 'text/plain',
    });
    expect((await coordinator.get(`/api/documents/${id}`)).body).toBe('鉴定内容');
    for (const person of [other, lead, supervisor, administrator]) {
      expect(refusal(await person.get(`/api/documents/${id}`))).toMatch(/^40[34]/);
      expect(refusal(await person.get(`/api/documents/${id}?processId=${transfer.id}`))).toMatch(/^40[34]/);
    }
    const { rows } = await owner.query('select person_id, what, document_id, clue_id, process_id from read_log order by id');
    expect(rows).toEqual([
      { person_id: reviewer.me.person.id, what: 'document', document_id: id, clue_id: clue.id, process_id: transfer.id },
      { person_id: coordinator.me.person.id, what: 'document', document_id: id, clue_id: clue.id, process_id: transfer.id },
    ]);
    const elsewhere = await clueOf(people);
    expect(refusal(await coordinator.patch(`/api/clues/${elsewhere.id}`, { documents: [id], revision: 1 }))).toBe('422 invalid');
  });
});

describe('a list', () => {
  it('gives every row once by its pages, while rows are added', async () => {
    const { coordinator, reviewer } = people;
    for (let nth = 0; nth < 8; nth++) await offer(people);
    const lists: [string, string][] = [['/api/clues?', 'clue'], ['/api/processes?', 'process'], ['/api/tasks?box=started&', 'process']]; // oxfmt-ignore
    for (const [path, table] of lists) {
      const there = (await owner.query<{ id: string }>(`select id from ${table}`)).rows.map(({ id }) => id);
      const seen: string[] = [];
      for (let cursor = ''; cursor !== 'end';) {
        const { items, nextCursor } = await coordinator.ok(coordinator.get(`${path}limit=3${cursor && `&cursor=${cursor}`}`));
        seen.push(...items.map((item: any) => (path.includes('tasks') ? item.process.id : item.id)));
        cursor = nextCursor ?? 'end';
        if (seen.length < 10) await offer(people);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    }
    const pool = await reviewer.ok(reviewer.get('/api/tasks?box=pool&limit=200'));
    const pages: string[] = [];
    for (let cursor = ''; cursor !== 'end';) {
      const { items, nextCursor } = await reviewer.ok(reviewer.get(`/api/tasks?box=pool&limit=2${cursor && `&cursor=${cursor}`}`));
      pages.push(...items.map(({ id }: any) => id));
      cursor = nextCursor ?? 'end';
    }
    expect(new Set(pages).size).toBe(pages.length);
    expect(pool.items.filter(({ id }: any) => !pages.includes(id))).toEqual([]);
  });

  it('finds tasks, and what one has started, by the beginning of a number, and by a part of a unit in either language', async () => {
    const { coordinator, reviewer } = people;
    const { process, at } = await heldTask();
    await offer(people);
    const { process: found } = await reviewer.ok(reviewer.get(at));
    const { rows } = await owner.query('select u.* from process p join organization u on u.id = p.unit_id where p.id = $1', [process]);
    const { name, short_name: short, name_en: english } = rows[0];
    const search = async (box: string, q: string, by = box === 'started' ? coordinator : reviewer) =>
      (await by.ok(by.get(`/api/tasks?box=${box}&limit=200&q=${encodeURIComponent(q)}`))).items.map((row: any) => row.process.id);
    for (const box of ['mine', 'started']) {
      for (const q of [found.number, found.number.toLowerCase(), found.number.slice(0, -2), 'XZ-', name.slice(1, 3), short, english.slice(2, 9).toUpperCase()])
        expect([box, q, await search(box, q)]).toEqual([box, q, expect.arrayContaining([process])]);
      expect(await search(box, found.number)).toEqual([process]);
    }
    expect(await search('pool', found.number)).toEqual([]);
    expect((await search('pool', name.slice(1, 3))).length).toBeGreaterThan(0);
    for (const box of ['mine', 'pool', 'done', 'started']) for (const q of ['没有的单位', 'XZ-1999-']) expect(await search(box, q)).toEqual([]);
  });
});
