import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Client, refusal } from './client.js';
import { canaries, enter, type Matter, offerCanaries, type Parties, parties, propose, taskIn } from './matter.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';
import { closed, decide, taskOf } from './tasks.js';

/** Whoever has a near tie to a matter: nothing of it reaches them, from the moment on at which they say so until their lead or a date ends it. And who read what, for the lead. */
let product: Product;
let owner: Owner;
let those: Parties;
let colleague: Client;

beforeAll(async () => {
  product = await startGivenProduct();
  owner = await ownerOf(product);
  those = await parties(product, 'chenjing', 'zhaolei', 'liuzhiyuan');
  colleague = await enter(product, 'sunyan');
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

const recuse = (person: Client, { number }: Matter, more: object = {}): Promise<any> =>
  person.ok(person.post('/api/recusals', { tie: 'process', processNumber: number, reason: '近亲属', ...more }));
const idOf = async (person: Client) => (await person.ok(person.get('/api/me'))).person.id;

describe('a recused person', () => {
  it('neither sees, claims, receives nor decides, and is found nowhere among who could', async () => {
    const { reviewer, lead } = those;
    const matter = await offerCanaries(those);
    const { id } = await taskOf(colleague, matter.process, 'sign');
    const at = `/api/tasks/${id}`;
    await recuse(colleague, matter);
    for (const box of ['pool', 'mine', 'done', 'copied'])
      expect((await colleague.ok(colleague.get(`/api/tasks?box=${box}&q=${matter.number}`))).items).toEqual([]);
    expect((await colleague.ok(colleague.get(`/api/processes?q=${matter.number}`))).items).toEqual([]);
    for (const path of [
      at,
      `/api/processes/${matter.process}`,
      `/api/processes/${matter.process}/timeline`,
      `/api/clues/${matter.clue}?processId=${matter.process}`,
    ])
      expect([path, refusal(await colleague.get(path))]).toEqual([path, '404 not-found']);
    for (const [act, body] of [
      ['claim', {}],
      ['draft', { body: {}, revision: 0 }],
      ['decide', { outcome: 'sign' }],
    ] as const)
      expect([act, refusal(await colleague.post(`${at}/${act}`, body))]).toEqual([act, '404 not-found']);

    await reviewer.ok(reviewer.post(`${at}/claim`));
    const { colleagues } = await reviewer.ok(reviewer.get(at));
    const recused = await idOf(colleague);
    expect(colleagues.map((one: any) => one.id)).not.toContain(recused);
    expect(refusal(await reviewer.post(`${at}/hand-on`, { to: recused }))).toBe('409 not-eligible');
    expect(refusal(await lead.post(`${at}/assign`, { to: recused }))).toBe('409 not-eligible');
  });

  it('loses at once what was in hand, with drafts and streams; and gets back the right to take it, not the task', async () => {
    const { lead, reviewer } = those;
    const matter = await offerCanaries(those);
    const { id } = await taskOf(colleague, matter.process, 'sign');
    const at = `/api/tasks/${id}`;
    await colleague.ok(colleague.post(`${at}/claim`));
    await colleague.ok(colleague.post(`${at}/draft`, { body: { comment: canaries.draft }, revision: 0 }));
    const { events, ended } = await colleague.follow();
    const recusal = await recuse(colleague, matter);
    await ended;
    expect(events.at(-1)).toEqual(['ended', { reason: 'rights-changed' }]);
    expect((await owner.query('select from draft where task_id = $1', [id])).rows).toEqual([]);
    const holder = async () => (await owner.query('select holder from task where id = $1', [id])).rows[0].holder;
    expect(await holder()).toBeNull();
    const told = async (reader: Client) =>
      (await reader.ok(reader.get(`/api/processes/${matter.process}/timeline`))).items.find(({ action }: any) => action === 'recusal').by?.id;
    expect([await told(reviewer), await told(lead)]).toEqual([undefined, await idOf(colleague)]);

    expect(refusal(await colleague.delete(`/api/recusals/${recusal.id}`, { reason: '已解除' }))).toBe('403 not-allowed');
    expect(refusal(await lead.delete(`/api/recusals/${recusal.id}`, {}))).toBe('422 invalid');
    const listed = (await lead.ok(lead.get('/api/recusals/team'))).items.find((one: any) => one.id === recusal.id);
    expect(listed).toMatchObject({ person: { id: await idOf(colleague) }, tie: 'process', process: { number: matter.number }, reason: '近亲属' });
    expect((await lead.delete(`/api/recusals/${recusal.id}`, { reason: '查明并无关系' })).status).toBe(204);
    expect((await colleague.ok(colleague.get(at))).claim).toEqual({ allowed: true });
    expect(await holder()).toBeNull();
    expect((await colleague.ok(colleague.get('/api/recusals'))).items.find((one: any) => one.id === recusal.id)).toMatchObject({ endReason: '查明并无关系' });
  });

  it('is let in again by nobody else: no other lead, no supervisor where there is a lead, and not by themselves as a lead', async () => {
    const matter = await offerCanaries(those);
    await taskOf(colleague, matter.process, 'sign');
    const { id } = await recuse(colleague, matter);
    for (const login of ['weining', 'zhouweimin', 'songning']) {
      const other = await enter(product, login);
      expect((await other.ok(other.get('/api/recusals/team'))).items.filter((one: any) => one.id === id)).toEqual([]);
      expect(refusal(await other.delete(`/api/recusals/${id}`, { reason: '越权' }))).toBe('404 not-found');
    }
    const own = await recuse(those.lead, matter);
    expect(refusal(await those.lead.delete(`/api/recusals/${own.id}`, { reason: '自行解除' }))).toBe('404 not-found');
    const supervisor = await enter(product, 'zhouweimin'); // the team has no other lead
    expect((await supervisor.delete(`/api/recusals/${own.id}`, { reason: '查明并无关系' })).status).toBe(204);
  });

  it('cannot read a matter that is closed either, nor the clue from which it came', async () => {
    const { opener, reviewer } = those;
    const matter = await offerCanaries(those);
    const { id } = await taskOf(reviewer, matter.process, 'sign');
    await reviewer.ok(reviewer.post(`/api/tasks/${id}/claim`));
    await reviewer.ok(reviewer.post(`/api/tasks/${id}/decide`, { outcome: 'return', reason: canaries.reason }));
    await eventually(async () => expect((await opener.ok(opener.get(`/api/processes/${matter.process}`))).state).toBe('closed'));
    const helper = await enter(product, 'wuqian');
    expect((await helper.get(`/api/clues/${matter.clue}`)).status).toBe(200);
    await recuse(helper, matter);
    for (const path of [`/api/clues/${matter.clue}`, `/api/documents/${matter.document}`, `/api/processes/${matter.process}`])
      expect([path, refusal(await helper.get(path))]).toEqual([path, '404 not-found']);
    expect(JSON.stringify(await helper.ok(helper.get('/api/clues?limit=200')))).not.toContain(matter.clue);
    await recuse(reviewer, matter);
    expect(refusal(await reviewer.get(`/api/tasks/${id}`))).toBe('404 not-found');
    expect(JSON.stringify(await reviewer.ok(reviewer.get('/api/tasks?box=done&limit=200')))).not.toContain(id);
  });

  it('from a matter keeps from every transfer of its clue, from later and from earlier ones', async () => {
    const { opener, reviewer } = those;
    const earlier = await offerCanaries(those);
    await decide(reviewer, earlier.process, 'sign', { outcome: 'return', reason: canaries.reason });
    await closed(opener, earlier.process);
    await recuse(reviewer, earlier);
    const later = await opener.ok(opener.post('/api/clue-transfers', { clueId: earlier.clue, toTeamId: those.team, urgency: 'normal' }));
    const colleague = await enter(product, 'wuqian');
    const seen = (who: Client) => Promise.all([earlier.process, later.id].map(async (id) => (await who.get(`/api/processes/${id}`)).status));
    expect(await seen(reviewer)).toEqual([404, 404]);
    expect(await seen(colleague)).toEqual([200, 200]);
    await recuse(colleague, later);
    expect(await seen(colleague)).toEqual([404, 404]);
  });

  it('is kept from a matter that they handled once its clue, corrected, names whom they are close to', async () => {
    const { opener, reviewer } = those;
    const matter = await offerCanaries(those);
    await decide(reviewer, matter.process, 'sign', { outcome: 'return', reason: canaries.reason });
    await closed(opener, matter.process);
    await reviewer.ok(reviewer.post('/api/recusals', { tie: 'relative', relativeName: '近\u3000亲某', reason: '近亲属' }));
    const paths = [`/api/processes/${matter.process}`, `/api/processes/${matter.process}/timeline`];
    for (const path of paths) expect([path, (await reviewer.get(path)).status]).toEqual([path, 200]);
    const { revision } = await opener.ok(opener.get(`/api/clues/${matter.clue}`));
    await opener.ok(opener.patch(`/api/clues/${matter.clue}`, { subjects: [{ kind: 'person', name: '近亲某' }], revision }));
    for (const path of paths) expect([path, refusal(await reviewer.get(path))]).toEqual([path, '404 not-found']);
    await opener.ok(opener.post('/api/recusals', { tie: 'relative', relativeName: '近•亲某', reason: '近亲属' }));
    expect(refusal(await opener.get(`/api/clues/${matter.clue}`))).toBe('404 not-found');
  });

  it('may leave nobody: then the sentence says so, and the office is told', async () => {
    const { opener } = those;
    const [only] = await recruits(owner, product.url, { organization: await smallTeam(), role: 'reviewer', count: 1 });
    const team = (await only!.ok(only!.get('/api/me'))).roles[0].organizationId;
    const matter = await offerCanaries({ ...those, team });
    await taskOf(only!, matter.process, 'sign');
    const path = `/api/processes/${matter.process}`;
    const told = ({ process } = matter) => opener.ok(opener.get('/api/notices')).then(({ items }) => items.filter((one: any) => one.process.id === process && one.kind === 'nobody-eligible')); // oxfmt-ignore
    expect(await told()).toEqual([]);
    await recuse(only!, matter, { tie: 'relative', processNumber: undefined, relativeName: [...canaries.subject].join(' ') });
    expect((await opener.ok(opener.get(path))).waiting.sentence).toContain('没有人可以接手');
    expect((await opener.ok(opener.get(`/api/processes?q=${matter.number}`))).items[0].sentence).toContain('没有人可以接手');
    expect(await told()).toHaveLength(1);

    // One that comes to the team whose only member has the tie already is opened to nobody.
    const next = await offerCanaries({ ...those, team });
    await eventually(async () => expect((await opener.ok(opener.get(`/api/processes/${next.process}`))).waiting.sentence).toContain('没有人可以接手'));
    const [newcomer] = await recruits(owner, product.url, { organization: team, role: 'reviewer', count: 1 });
    expect((await opener.ok(opener.get(path))).waiting.sentence).not.toContain('没有人可以接手');
    expect((await newcomer!.ok(newcomer!.get('/api/tasks?box=pool'))).items).toHaveLength(2);

    // So does who leaves with the task in hand.
    await newcomer!.ok(newcomer!.post(`/api/tasks/${(await taskOf(newcomer!, next.process, 'sign')).id}/claim`));
    expect(await told(next)).toHaveLength(1);
    const administrator = await enter(product, 'tangwei');
    await administrator.ok(administrator.post(`/api/people/${await idOf(newcomer!)}/roles/end`, { role: 'reviewer', organizationId: team }));
    expect(await told(next)).toHaveLength(2);
  });
});

/** A task force without anybody in it yet. */
async function smallTeam(): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at)
     select new.id, t.parent_id, t.area_id, t.path[:cardinality(t.path) - 1] || new.id, t.kind, t.level, '小专班', 'Small Task Force', '小专班', t.created_at
     from organization t, (select gen_random_uuid() as id) new where t.id = $1 returning id`,
    [those.team],
  );
  return rows[0]!.id;
}

describe('the read log', () => {
  it('has every reading of content before the content is sent, and shows the lead who read what and when', async () => {
    const { opener, reviewer, lead } = those;
    const matter = await offerCanaries(those);
    const clue = `/api/clues/${matter.clue}`;
    await opener.ok(opener.get('/api/clues'));
    await opener.ok(opener.get('/api/clues')); // a list tells its titles anew whenever it is read: once a day is logged
    await opener.ok(opener.get(clue));
    await propose(those, matter);
    await reviewer.ok(reviewer.get(`${clue}?processId=${matter.process}`));
    await reviewer.get(`/api/documents/${matter.document}?processId=${matter.process}`);
    const approval = await taskIn(owner, matter.process, 'approve-disposition');
    expect((await lead.ok(lead.get(`/api/tasks/${approval}`))).earlier.every((one: any) => !one.content)).toBe(true);
    await lead.ok(lead.post(`/api/tasks/${approval}/claim`));
    await lead.ok(lead.get(`/api/processes/${matter.process}/timeline`));

    const shown = await lead.ok(lead.get(`/api/readings?q=${matter.number}&limit=200`));
    const [sender, handler, approver] = await Promise.all([opener, reviewer, lead].map(idOf));
    const read = shown.items.map(({ person, what }: any) => `${person.id} ${what}`).reverse();
    expect(read.slice(0, 2)).toEqual([`${sender} title`, `${sender} clue`]);
    expect(read.filter((one: string) => one === `${sender} title`)).toHaveLength(1);
    expect(read).toEqual(expect.arrayContaining([`${handler} clue`, `${handler} document`, `${approver} task`, `${approver} timeline`]));
    expect(Object.keys(shown.items[0]).sort()).toEqual(['at', 'id', 'person', 'process', 'what', 'words']);
    expect(JSON.stringify(shown)).not.toContain('canary');
  });

  it('is filtered and read page by page, and shows no lead the matters of another team', async () => {
    const { lead, reviewer } = those;
    const names = async (query: string) => (await lead.ok(lead.get(`/api/readings?limit=200&${query}`))).items;
    expect((await names('what=document')).every((one: any) => one.what === 'document')).toBe(true);
    const { name } = (await reviewer.ok(reviewer.get('/api/me'))).person;
    const byName = await names(`q=${encodeURIComponent(name)}`);
    expect(byName.length).toBeGreaterThan(0);
    expect(byName.every((one: any) => one.person.name === name)).toBe(true);
    const all = await names('');
    const pages: string[] = [];
    for (let cursor = ''; cursor !== 'end';) {
      const { items, nextCursor } = await lead.ok(lead.get(`/api/readings?limit=3${cursor && `&cursor=${cursor}`}`));
      pages.push(...items.map(({ id }: any) => id));
      cursor = nextCursor ?? 'end';
    }
    expect(pages).toEqual(all.map(({ id }: any) => id));
    const other = await enter(product, 'weining');
    expect((await other.ok(other.get('/api/readings'))).items).toEqual([]);
    expect(refusal(await lead.get('/api/readings?what=everything'))).toBe('422 invalid');
  });

  it('hides from a lead the matters from which they are recused', async () => {
    const matter = await offerCanaries(those);
    const deputy = (await recruits(owner, product.url, { organization: those.team, role: 'team-lead', count: 1 }))[0]!;
    await taskOf(those.reviewer, matter.process, 'sign');
    await those.opener.ok(those.opener.get(`/api/clues/${matter.clue}`));
    const seen = () => deputy.ok(deputy.get(`/api/readings?q=${matter.number}`)).then(({ items }) => items.length);
    expect(await seen()).toBe(1);
    await recuse(deputy, matter);
    expect(await seen()).toBe(0);
  });

  it('is chained and sealed', () =>
    eventually(async () => {
      const { rows } = await owner.query<{ open: number; all: number }>(
        'select count(*) filter (where n is null)::int as open, count(*)::int as all from read_log',
      );
      expect(rows[0]!.all).toBeGreaterThan(10);
      expect(rows[0]!.open).toBe(0);
    }, 120));
});
