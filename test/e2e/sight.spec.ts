import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { root } from '#runtime/files';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Answer, type Client, fresh, refusal } from './client.js';
import { canaries, canariesIn, enter, type Matter, offerCanaries, type Parties, parties, propose, taskIn } from './matter.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';
import { taskOf } from './tasks.js';

/** What each sees of one transfer whose proposed disposition waits for approval, by key and by canary; and what a curious colleague tries. */
let product: Product;
let owner: Owner;
let those: Parties;
let matter: Matter;
let sign: string;
let approval: string;
const viewers = new Map<string, Client>();

beforeAll(async () => {
  product = await startGivenProduct();
  owner = await ownerOf(product);
  those = await parties(product, 'chenjing', 'zhaolei', 'liuzhiyuan');
  const logins = { sender: 'yangfan', pool: 'sunyan', recused: 'fanghui', former: 'denglin', 'other-lead': 'weining', county: 'heguang', copied: 'maodan', supervisor: 'zhouweimin', administrator: 'tangwei', contact: 'qinyue' }; // oxfmt-ignore
  for (const [viewer, login] of Object.entries(logins)) viewers.set(viewer, await enter(product, login));
  viewers.set('lead', (await recruits(owner, product.url, { organization: those.team, role: 'team-lead', count: 1 }))[0]!);
  viewers.set('handler', those.reviewer);

  matter = await offerCanaries(those);
  sign = (await taskOf(those.reviewer, matter.process, 'sign')).id;
  const former = viewers.get('former')!;
  await former.ok(former.post(`/api/tasks/${sign}/claim`));
  expect(canariesIn(await former.ok(former.get(`/api/clues/${matter.clue}?processId=${matter.process}`)))).not.toEqual([]);
  await former.ok(former.post(`/api/tasks/${sign}/release`));
  const recused = viewers.get('recused')!;
  await recused.ok(recused.post('/api/recusals', { tie: 'process', processNumber: matter.number, reason: '近亲属' }));
  await propose(those, matter);
  approval = await taskIn(owner, matter.process, 'approve-disposition');
  await taskIn(owner, matter.process, 'acknowledge-copy');
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

/** All that may be asked of a matter, by what it is called in keys.txt. */
const answers = (): Record<string, string> => ({
  row: `/api/processes?q=${matter.number}`,
  process: `/api/processes/${matter.process}`,
  timeline: `/api/processes/${matter.process}/timeline`,
  'sign-task': `/api/tasks/${sign}`,
  'approval-task': `/api/tasks/${approval}`,
  'kept-clue': `/api/clues/${matter.clue}`,
  'handled-clue': `/api/clues/${matter.clue}?processId=${matter.process}`,
});

/** The paths of all keys that hold something, once each. */
function keysOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((one) => keysOf(one, path)))];
  if (typeof value !== 'object' || value === null) return [path];
  return [...new Set(Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path ? `${path}.${key}` : key)))];
}

async function seenBy(viewer: string, path: string): Promise<{ keys: string; body: any }> {
  const { status, body } = await viewers.get(viewer)!.get(path);
  if (status !== 200) return { keys: `${status} ${body.code}`, body };
  if (body.items?.length === 0) return { keys: 'nothing', body };
  return { keys: keysOf(body.items ?? body).sort().join(' '), body }; // oxfmt-ignore
}

/** A line for each viewer and answer; what is the same for several is written once, with their names. */
const expectedKeys = (): [string, string, string][] =>
  readFileSync(join(root, 'test/rights/keys.txt'), 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .flatMap((line) => {
      const [who, what, keys] = line.split(/ {2,}/) as [string, string, string];
      return who.split(' ').map((viewer): [string, string, string] => [viewer, what, keys]);
    });

describe('a transfer in handling', () => {
  it('shows each viewer just the keys that are theirs', async () => {
    const lines = expectedKeys();
    const seen: string[] = [];
    const expected: string[] = [];
    for (const viewer of viewers.keys())
      for (const [what, path] of Object.entries(answers())) {
        seen.push(`${viewer} ${what}: ${(await seenBy(viewer, path)).keys}`);
        expected.push(`${viewer} ${what}: ${lines.find(([who, which]) => who === viewer && which === what)?.[2] ?? 'not expected'}`);
      }
    expect(seen).toEqual(expected);
  });

  it('shows its content to who handles it, and to the sender only what they sent', async () => {
    const found: Record<string, string[]> = {};
    for (const viewer of viewers.keys()) {
      const bodies = [];
      for (const path of [
        ...Object.values(answers()),
        `/api/documents/${matter.document}`,
        `/api/documents/${matter.document}?processId=${matter.process}`,
        '/api/tasks/counts',
        '/api/notices',
        '/api/board',
        '/api/clues?limit=200',
        ...['pool', 'mine', 'done', 'started', 'copied'].map((box) => `/api/tasks?box=${box}&limit=200`),
      ])
        bodies.push((await seenBy(viewer, path)).body);
      const names = canariesIn(bodies);
      if (names.length > 0) found[viewer] = names.map((name) => Object.entries(canaries).find(([, canary]) => canary === name)![0]).sort();
    }
    const sent = ['amount', 'bytes', 'contact', 'content', 'file', 'position', 'reporter', 'subject', 'title'];
    expect(found).toEqual({ sender: sent, handler: [...sent, 'comment', 'note', 'opinion'].sort() });
  });
});

describe('a curious colleague', () => {
  const curious = ['other-lead', 'county', 'contact', 'recused'];
  const told = ({ status, body: { traceId: _, ...body } }: Answer) => ({ status, body });

  it('learns from no refusal whether there is such a thing', async () => {
    const nothing = '11111111-1111-4111-8111-111111111111';
    const paths = ['/api/processes/ID', '/api/processes/ID/timeline', '/api/tasks/ID', '/api/documents/ID', '/api/clues/ID'];
    const ids = [matter.process, matter.process, approval, matter.document, matter.clue];
    for (const viewer of curious)
      for (const [nth, path] of paths.entries()) {
        const person = viewers.get(viewer)!;
        const hidden = told(await person.get(path.replace('ID', ids[nth]!)));
        expect([viewer, path, hidden]).toEqual([viewer, path, told(await person.get(path.replace('ID', nothing)))]);
        expect(hidden.status).toBeGreaterThanOrEqual(403);
      }
    for (const act of ['claim', 'decide', 'draft', 'note'])
      for (const viewer of ['other-lead', 'sender', 'recused']) {
        const body = { claim: {}, decide: { outcome: 'approve' }, draft: { body: {}, revision: 0 }, note: { text: 'x' } }[act];
        expect([viewer, act, refusal(await viewers.get(viewer)!.post(`/api/tasks/${approval}/${act}`, body))]).toEqual([viewer, act, '404 not-found']);
      }
    for (const viewer of ['pool', 'former', 'lead'])
      expect([viewer, refusal(await viewers.get(viewer)!.post(`/api/tasks/${sign}/draft`, { body: {}, revision: 0 }))]).toEqual([viewer, '403 not-allowed']);
  });

  it('finds nothing by what a matter is about, and nothing by what of it is not shared', async () => {
    for (const viewer of ['sender', 'pool', 'supervisor', 'administrator', ...curious]) {
      const person = viewers.get(viewer)!;
      for (const canary of [canaries.title, canaries.subject])
        for (const path of ['/api/processes?q=', '/api/tasks?box=pool&q=', '/api/tasks?box=started&q='])
          expect([viewer, path, (await person.get(path + encodeURIComponent(canary))).body.items ?? []]).toEqual([viewer, path, []]);
    }
    const found = async (viewer: string, query: string) =>
      (await viewers.get(viewer)!.ok(viewers.get(viewer)!.get(`/api/processes?q=${matter.number}&${query}`))).items.length;
    expect(await found('administrator', 'open=true')).toBe(1);
    for (const query of ['state=in-handling', 'silent=true', 'overdue=true', 'dueThisWeek=true'])
      expect([query, await found('administrator', query)]).toEqual([query, 0]);
    const overdue = async () =>
      (await viewers.get('supervisor')!.ok(viewers.get('supervisor')!.get('/api/board'))).totals.find(({ key }: any) => key === 'overdue').count;
    const before = await overdue();
    const hidden = `process_id = $1 and key = 'clue.approval'`;
    expect((await owner.query(`update deadline set due_at = due_at - interval '90 days' where ${hidden}`, [matter.process])).rowCount).toBe(1);
    for (const viewer of ['sender', 'supervisor', 'administrator', 'copied']) expect([viewer, await found(viewer, 'overdue=true')]).toEqual([viewer, 0]);
    expect(await overdue()).toBe(before);
    await owner.query(`update deadline set due_at = due_at + interval '90 days' where ${hidden}`, [matter.process]);
  });

  it('counts no more than what is listed', async () => {
    for (const [viewer, person] of viewers) {
      if (viewer === 'administrator') continue;
      const counts = await person.ok(person.get('/api/tasks/counts'));
      for (const box of ['pool', 'mine', 'done', 'started', 'copied'])
        expect([viewer, box, counts[box].count]).toEqual([viewer, box, (await person.ok(person.get(`/api/tasks?box=${box}&limit=200`))).items.length]);
      expect([viewer, counts.notices.count]).toEqual([viewer, (await person.ok(person.get('/api/notices?limit=200'))).items.length]);
    }
  });

  it('gets nothing with what is somebody else’s: a document, a key, a token, a cursor, a method', async () => {
    const { opener, unit } = those;
    const other = viewers.get('sender')!;
    const loose = (await opener.upload('own.txt', canaries.bytes)).body.id;
    expect(refusal(await other.get(`/api/documents/${loose}`))).toBe('404 not-found');
    const clue = { title: '线索', content: '内容', unitId: unit, source: 'inspection', secrecy: 'secret' };
    expect(refusal(await other.post('/api/clues', { ...clue, documents: [loose] }))).toBe('422 invalid');

    const key = fresh();
    const mine = await opener.ok(opener.post('/api/clues', clue, key));
    expect((await other.ok(other.post('/api/clues', clue, key))).id).not.toBe(mine.id);
    const claiming = fresh();
    const pool = viewers.get('pool')!;
    const next = await offerCanaries(those);
    await taskOf(pool, next.process, 'sign');
    await pool.ok(pool.post('/api/tasks/claim-next', { kind: 'sign' }, claiming));
    expect(refusal(await pool.post('/api/tasks/claim-next', {}, claiming))).toBe('422 key-used');

    const recall = `/api/processes/${next.process}/recall`;
    const send = (headers: Record<string, string>) =>
      opener.request('POST', recall, { body: '{"reason":"x"}', headers: { 'content-type': 'application/json', ...headers } });
    for (const token of ['', 'x'.repeat(43), other.me.csrfToken]) expect(refusal(await send({ 'x-csrf-token': token }))).toBe('403 bad-csrf-token');
    expect(refusal(await send({ cookie: '' }))).toBe('401 not-logged-in');
    for (const path of [recall, `${recall}?_method=POST`])
      expect(refusal(await opener.get(path, { 'x-http-method-override': 'POST', 'x-method-override': 'POST' }))).toBe('405 wrong-method');

    const forged = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const lists = ['/api/processes?limit=200', '/api/tasks?box=pool&limit=200', '/api/tasks?box=done&limit=200', '/api/notices?limit=200'];
    for (const viewer of curious)
      for (const list of lists) {
        const from = list.includes('pool') ? '2000-01-01T00:00:00.000Z' : '2999-01-01T00:00:00.000Z';
        const { body } = await viewers.get(viewer)!.get(`${list}&cursor=${forged(from, 'ffffffff-ffff-4fff-8fff-ffffffffffff')}`);
        expect([viewer, list, JSON.stringify(body)]).toEqual([viewer, list, expect.not.stringContaining(matter.process)]);
        expect((await viewers.get(viewer)!.get(`${list}&cursor=${forged("' or true --", 1)}`)).status).toBe(400);
      }
  });

  it('hears in no stream of what is not theirs, and a stream ends with what it was opened by', async () => {
    const open = async (person: Client) => {
      const { events, ended } = await person.follow();
      return { events, ended, ids: () => events.flatMap(([event, data]) => (event === 'process' ? data.processes.map(({ id }: any) => id) : [])) };
    };
    const [sender, recused, otherLead] = await Promise.all(['sender', 'recused', 'other-lead'].map((viewer) => open(viewers.get(viewer)!)));
    await those.lead.ok(those.lead.post(`/api/tasks/${approval}/claim`));
    await eventually(() => expect(sender!.ids()).toContain(matter.process));
    const theirs = await offerCanaries(those);
    const elsewhere = await offerCanaries({ ...those, team: viewers.get('other-lead')!.me.roles[0].organizationId });
    await eventually(() =>
      expect([recused!.ids(), otherLead!.ids()]).toEqual([expect.arrayContaining([theirs.process]), expect.arrayContaining([elsewhere.process])]),
    );
    for (const { ids } of [recused!, otherLead!]) expect(ids()).not.toContain(matter.process);
    expect(sender!.events.filter(([event]) => event === 'process').every(([, data]) => Object.keys(data).join() === 'processes')).toBe(true);

    // Done by another instance, of which this one hears nothing: it looks by itself.
    const ends: [string, string][] = [
      ['delete from role_assignment where person_id = $1', 'rights-changed'],
      [
        `insert into recusal (id, person_id, tie, relative_name, reason, declared_at) values (gen_random_uuid(), $1, 'relative', '某', '某', (select max(created_at) from session))`,
        'rights-changed',
      ],
      ['update person set active = false where id = $1', 'logged-out'],
    ];
    const leaving = await recruits(owner, product.url, { organization: those.team, role: 'reviewer', count: ends.length });
    for (const [nth, [statement, reason]] of ends.entries()) {
      const person = leaving[nth]!;
      const stream = await open(person);
      await eventually(async () => expect((await owner.query('select from session')).rowCount).toBeGreaterThan(0));
      await owner.query(statement, [(await person.ok(person.get('/api/me'))).person.id]);
      await stream.ended;
      expect([statement, stream.events.at(-1)]).toEqual([statement, ['ended', { reason }]]);
    }
  });
});

describe('a role', () => {
  const recruit = async (organization: string, role: string) => (await recruits(owner, product.url, { organization, role, count: 1 }))[0]!;
  const idOf = async (person: Client) => (await person.ok(person.get('/api/me'))).person.id;
  const give = async (person: string, role: string, organization: string) =>
    owner.query('insert into role_assignment (person_id, organization_id, role, pool, since) values ($1, $2::uuid, $3::text, $2::uuid || $4 || $3::text, (select max(created_at) from session))', [person, organization, role, '/']); // oxfmt-ignore
  const placeOf = async (name: string) => (await owner.query<{ id: string }>('select id from organization where short_name = $1', [name])).rows[0]!.id;

  it('opens nothing where it is not held: neither to who has moved, nor to who holds another one there', async () => {
    const office = those.opener.me.person.organization.id;
    const mover = await recruit(office, 'coordinator');
    const sent = await offerCanaries({ ...those, opener: mover });
    const moved = await idOf(mover);
    await owner.query('delete from role_assignment where person_id = $1', [moved]);
    await give(moved, 'coordinator', await placeOf('云龙区委巡察办'));
    for (const path of [`/api/processes/${sent.process}`, `/api/clues/${sent.clue}`]) expect(refusal(await mover.get(path))).toBe('404 not-found');
    expect(refusal(await mover.post(`/api/processes/${sent.process}/recall`, { reason: 'x' }))).toBe('404 not-found');
    expect((await mover.ok(mover.get('/api/tasks?box=started'))).items).toEqual([]);

    const inspector = await recruit(office, 'inspector'); // keeps the clues of the office, but does not hand them over
    await give(await idOf(inspector), 'coordinator', await placeOf('云龙区委巡察办'));
    const shown = await inspector.ok(inspector.get(`/api/clues/${sent.clue}`));
    expect(shown).toMatchObject({ state: 'offered', canCorrect: false, canOffer: false });
    expect(shown.transfer).toBeUndefined();
    expect(refusal(await inspector.patch(`/api/clues/${sent.clue}`, { title: '改', revision: shown.revision }))).toBe('409 already-offered');
    const kept = await inspector.ok(inspector.post('/api/clues', { title: '新', content: '新', unitId: those.unit, source: 'visit', secrecy: 'internal' }));
    await owner.query('update clue set organization_id = $2 where id = $1', [kept.id, office]);
    expect(refusal(await inspector.post('/api/clue-transfers', { clueId: kept.id, toTeamId: those.team, urgency: 'normal' }))).toBe('403 not-allowed');
  });

  it('of an administrator shows no more for another one that is held elsewhere', async () => {
    const both = await recruit(await placeOf('徐州市'), 'administrator');
    await give(await idOf(both), 'supervisor', await placeOf('云龙区委巡察办'));
    await give(await idOf(both), 'coordinator', await placeOf('云龙区委巡察办'));
    viewers.set('administrator', both);
    const bare = expectedKeys().filter(([who]) => who === 'administrator');
    for (const [, what, keys] of bare.filter(([, which]) => ['row', 'process', 'timeline'].includes(which)))
      expect([what, (await seenBy('administrator', answers()[what]!)).keys]).toEqual([what, keys]);
  });
});
