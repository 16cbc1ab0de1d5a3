import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast, clueOf } from './cast.js';
import { Client } from './client.js';
import { ownerOf } from './owner.js';
import { taskOf } from './tasks.js';

/** What administrators do, and what they may not. */
let product: Product;
let people: Cast;
let owner: Owner;
let city: Client;
/** An administrator of one county only. */
let county: Client;
let gulou: any;

beforeAll(async () => {
  product = await startGivenProduct();
  people = await cast(product);
  owner = await ownerOf(product);
  city = people.administrator;
  gulou = (await city.ok(city.get(`/api/organizations/tree?q=${encodeURIComponent('鼓楼区')}&limit=200`))).items.find(({ kind }: any) => kind === 'county');
  county = await newcomer('county-admin', gulou.id, ['administrator']);
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

const password = 'Kites over the lake';
const enter = async (login: string, token: string): Promise<Client> => {
  await new Client(product.url).ok(new Client(product.url).post('/api/password/reset', { token, password }));
  return Client.of(product.url, { name: login, password });
};
/** Somebody new, who has come in by the link. */
async function newcomer(login: string, organizationId: string, roles: string[], by = city): Promise<Client> {
  const added = await by.ok(by.post('/api/people', { name: `新人${login}`, login, organizationId, roles }));
  return enter(login, added.password.token);
}
const waiting = (many: number) => {
  const locks = `select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.usename = 'liandong_api'`;
  return eventually(async () => expect((await owner.query(locks)).rowCount).toBe(many));
};
const idOf = (person: Client): string => person.me.person.id;
const entries = async (organization: string) =>
  (
    await owner.query<{ action: string; detail: any; person_id: string }>('select action, detail, person_id from chain_entry where chain_id = $1 order by n', [
      organization,
    ])
  ).rows;

describe('the tree of organisations', () => {
  const add = (parentId: string, kind: string, name: string, more: object = {}) => city.post('/api/organizations', { parentId, kind, name, ...more });

  it('begins where somebody is an administrator, and shows each level in order', async () => {
    const top = await city.ok(city.get('/api/organizations/tree'));
    expect(top.items).toMatchObject([{ kind: 'city', name: '徐州市', active: true }]);
    const below = await city.ok(city.get(`/api/organizations/tree?parentId=${top.items[0].id}&limit=200`));
    expect(below.items).toHaveLength(top.items[0].organizations);
    const kinds = below.items.map(({ kind }: any) => (kind === 'unit' ? 'units' : kind === 'county' || kind === 'zone' ? 'areas' : 'bodies'));
    expect(kinds).toEqual([...kinds].sort((a, b) => ['bodies', 'areas', 'units'].indexOf(a) - ['bodies', 'areas', 'units'].indexOf(b)));
    const paged: any[] = [];
    for (let cursor = ''; ;) {
      const page = await city.ok(city.get(`/api/organizations/tree?parentId=${top.items[0].id}&limit=7${cursor}`));
      paged.push(...page.items);
      if (!page.nextCursor) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    expect(paged).toEqual(below.items);
    expect((await county.ok(county.get('/api/organizations/tree'))).items).toMatchObject([{ id: gulou.id }]);
  });

  it('grows, with codes that are right and nobody else’s', async () => {
    const unit = await city.ok(add(gulou.id, 'unit', '鼓楼区城管局', { shortName: '区城管局', creditCode: '91350100M000100Y43' }));
    expect(unit).toMatchObject({
      level: 'unit',
      nameEn: '鼓楼区城管局',
      above: [{ name: '徐州市' }, { name: '鼓楼区' }],
      kindsBelow: ['unit'],
      organizations: 0,
    });
    const wrong = async (answer: Promise<any>, field: string, code: string) =>
      expect(await answer).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field, code }] } });
    await wrong(add(gulou.id, 'unit', '鼓楼区城管局'), 'name', 'taken');
    await wrong(add(gulou.id, 'unit', '甲', { creditCode: '91350100M000100Y43' }), 'creditCode', 'taken');
    await wrong(add(gulou.id, 'unit', '甲', { creditCode: '91350100M000100Y44' }), 'creditCode', 'checksum');
    await wrong(add(gulou.id, 'unit', '甲', { code: '320302' }), 'code', 'area');
    await wrong(add(unit.id, 'review-task-force', '甲'), 'kind', 'place');
    await wrong(add(gulou.id, 'city-leader', '甲'), 'kind', 'place');
    await wrong(add('0189c0de-0000-7000-8000-000000000000', 'unit', '甲'), 'parentId', 'unknown');
    const renamed = await city.ok(city.patch(`/api/organizations/${unit.id}`, { nameEn: 'Urban Management Bureau', creditCode: '' }));
    expect(renamed).toMatchObject({ name: '鼓楼区城管局', nameEn: 'Urban Management Bureau' });
    expect(renamed.creditCode).toBeUndefined();
    expect(await entries(unit.id)).toMatchObject([
      { action: 'organization-added', detail: { parent: gulou.id, kind: 'unit' }, person_id: idOf(city) },
      { action: 'organization-changed', detail: { fields: ['creditCode', 'nameEn'] } },
    ]);
  });

  it('moves with all that is below, keeps its order, and loses only what is empty', async () => {
    const room = await city.ok(add(gulou.id, 'review-room', '联合审查室'));
    const team = await city.ok(add(room.id, 'review-task-force', '联合专班'));
    expect(team.level).toBe('county');
    expect(await city.post(`/api/organizations/${room.id}/move`, { parentId: team.id })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'parentId', code: 'below' }] },
    });
    const top = (await city.ok(city.get('/api/organizations/tree'))).items[0];
    expect(await city.ok(city.post(`/api/organizations/${room.id}/move`, { parentId: top.id }))).toMatchObject({ level: 'city', above: [{ name: '徐州市' }] });
    const moved = await city.ok(city.get(`/api/organizations/${team.id}`));
    expect(moved).toMatchObject({ level: 'city', above: [{ name: '徐州市' }, { name: '联合审查室' }] });
    expect(await county.get(`/api/organizations/${team.id}`)).toMatchObject({ status: 403 });

    expect(await city.post(`/api/organizations/${room.id}/deactivate`)).toMatchObject({ status: 409, body: { code: 'still-in-use', organizations: 1 } });
    await city.ok(city.post(`/api/organizations/${team.id}/deactivate`));
    expect(await city.ok(city.post(`/api/organizations/${room.id}/deactivate`))).toMatchObject({ active: false, kindsBelow: [] });
    expect(await city.post(`/api/organizations/${team.id}/reactivate`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const offered = await people.coordinator.ok(people.coordinator.get('/api/organizations?kind=review-task-force&limit=200'));
    expect(offered.items.map(({ id }: any) => id)).not.toContain(team.id);
    expect(await add(room.id, 'review-task-force', '又一专班')).toMatchObject({ status: 422, body: { errors: [{ field: 'parentId', code: 'inactive' }] } });
    expect(await city.post(`/api/organizations/${people.team}/deactivate`)).toMatchObject({ status: 409, body: { code: 'still-in-use' } });
  });

  it('is changed by an administrator above only', async () => {
    expect(await county.post('/api/organizations', { parentId: people.team, kind: 'unit', name: '越权' })).toMatchObject({ status: 403 });
    expect(await county.patch(`/api/organizations/${people.unit}`, { name: '越权' })).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await county.post(`/api/organizations/${gulou.id}/deactivate`)).toMatchObject({ status: 409, body: { code: 'not-yours-to-move' } });
    expect(await county.patch(`/api/organizations/${gulou.id}`, { shortName: '鼓楼' })).toMatchObject({ status: 200, body: { shortName: '鼓楼' } });
    for (const person of [people.coordinator, people.lead, people.supervisor])
      expect(await person.post('/api/organizations', { parentId: people.unit, kind: 'unit', name: '越权' })).toMatchObject({ status: 403 });
  });
});

describe('people', () => {
  it('come in by a link, and get roles within what their administrator administers', async () => {
    const added = await county.ok(county.post('/api/people', { name: '新同志', login: 'XinTongzhi', organizationId: gulou.id }));
    expect(added).toMatchObject({ login: 'xintongzhi', passwordSet: false, roles: [], acts: { reset: { allowed: true } } });
    const again = await county.ok(county.post(`/api/people/${added.id}/password-token`));
    const person = new Client(product.url);
    expect(await person.post('/api/password/reset', { token: added.password.token, password })).toMatchObject({ status: 410 });
    expect(await person.post('/api/password/reset', { token: again.token, password: 'xintongzhi-88' })).toMatchObject({ status: 422 });
    expect(await person.post('/api/password/reset', { token: again.token, password })).toMatchObject({ status: 201, body: { person: { name: '新同志' } } });
    expect(await person.post('/api/password/reset', { token: again.token, password })).toMatchObject({ status: 410 });

    // Without a role one is somebody, and nothing else.
    const nobody = await Client.of(product.url, { name: 'xintongzhi', password });
    expect(await nobody.get('/api/me')).toMatchObject({ status: 200, body: { roles: [], permissions: ['self.read', 'self.change', 'events.read'] } });
    expect([(await nobody.patch('/api/me', { language: 'en' })).status, (await nobody.get('/api/sessions')).status]).toEqual([200, 200]);
    for (const path of ['/api/tasks?box=pool', '/api/processes', '/api/people', '/api/clues']) expect((await nobody.get(path)).status).toBe(403);

    const role = (organizationId: string) => county.post(`/api/people/${added.id}/roles`, { role: 'reviewer', organizationId });
    expect(await role(people.team)).toMatchObject({ status: 403 });
    expect(await role(gulou.id)).toMatchObject({ status: 200, body: { roles: [{ role: 'reviewer', organization: { id: gulou.id } }], passwordSet: true } });
    expect((await entries(gulou.id)).at(-1)).toMatchObject({ action: 'role-given', detail: { person: added.id, role: 'reviewer' }, person_id: idOf(county) });

    // A role from above takes the person out of a county's hands where that would let it act as them.
    await city.ok(city.post(`/api/people/${added.id}/roles`, { role: 'supervisor', organizationId: people.team }));
    expect(await county.post(`/api/people/${added.id}/password-token`)).toMatchObject({ status: 403 });
    expect((await county.ok(county.get(`/api/people/${added.id}`))).acts.reset.allowed).toBe(false);
    const another = (login: string) => county.post('/api/people', { name: '乙', login, organizationId: gulou.id });
    expect(await another('xintongzhi')).toMatchObject({ status: 422, body: { errors: [{ field: 'login', code: 'taken' }] } });
    expect(await another('ｘｉｎｔｏｎｇｚｈｉ')).toMatchObject({ status: 422, body: { errors: [{ field: 'login', code: 'matches' }] } });
    expect(await county.patch(`/api/people/${added.id}`, { login: 'ｘｉｎ' })).toMatchObject({ status: 422, body: { errors: [{ field: 'login' }] } });
    expect(await county.patch(`/api/people/${added.id}`, { name: '老同志' })).toMatchObject({ status: 200, body: { name: '老同志' } });
    expect((await county.ok(county.get('/api/people?q=xintong'))).items).toMatchObject([{ id: added.id }]);
  });

  it('are out of reach for the administrator of another place', async () => {
    const stranger = idOf(people.reviewer);
    expect((await county.ok(county.get('/api/people?limit=200'))).items.map(({ id }: any) => id)).not.toContain(stranger);
    for (const answer of [
      county.get(`/api/people/${stranger}`),
      county.patch(`/api/people/${stranger}`, { name: '越权' }),
      county.post(`/api/people/${stranger}/deactivate`),
      county.post(`/api/people/${stranger}/password-token`),
      county.post(`/api/people/${stranger}/roles`, { role: 'reviewer', organizationId: gulou.id }),
      county.delete(`/api/people/${stranger}/sessions`),
    ])
      expect(await answer).toMatchObject({ status: 404 });
    expect(await people.reviewer.get('/api/people')).toMatchObject({ status: 403 });
  });

  it('hand on what they hold when they leave, and are out at once', async () => {
    const leaver = await newcomer('leaver', people.team, ['reviewer']);
    const heir = await newcomer('heir', people.team, ['reviewer']);
    const { coordinator } = people;
    const claimed = async () => {
      const { id } = await coordinator.ok(
        coordinator.post('/api/clue-transfers', { clueId: (await clueOf(people)).id, toTeamId: people.team, urgency: 'normal' }),
      );
      const task = await taskOf(leaver, id, 'sign');
      await leaver.ok(leaver.post(`/api/tasks/${task.id}/claim`));
      return { task: task.id as string, process: id as string };
    };
    const [first, second] = [await claimed(), await claimed()];
    await heir.ok(
      heir.post('/api/recusals', { tie: 'process', processNumber: (await heir.ok(heir.get(`/api/processes/${second.process}`))).number, reason: '亲属涉及' }),
    );

    const before = await city.ok(city.get(`/api/people/${idOf(leaver)}`));
    expect(before.tasks).toHaveLength(2);
    expect(before.successors.map(({ id }: any) => id)).toContain(idOf(heir));
    expect(JSON.stringify(before)).not.toMatch(/工程招投标|围标|赵某某/);
    const { events, ended } = await leaver.follow();

    const after = await city.ok(city.post(`/api/people/${idOf(leaver)}/deactivate`, { successorId: idOf(heir) }));
    expect(after).toMatchObject({ active: false, roles: [], sessions: [], tasks: [] });
    await ended;
    expect(events.at(-1)).toEqual(['ended', { reason: 'rights-changed' }]);
    expect(await leaver.get('/api/me')).toMatchObject({ status: 401 });
    expect(await new Client(product.url).logIn('leaver', password)).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
    expect((await taskOf(heir, first.process, 'sign')).mine).toBe(true);
    expect((await taskOf(people.reviewer, second.process, 'sign')).holder).toBeUndefined();
    const { items } = await people.lead.ok(people.lead.get(`/api/processes/${first.process}/timeline`));
    expect(items[0]).toMatchObject({ action: 'left', by: { id: idOf(city) } });
    expect((await entries(people.team)).filter(({ detail }) => detail.person === idOf(leaver)).slice(-2)).toMatchObject([
      { action: 'role-taken', detail: { person: idOf(leaver), role: 'reviewer' } },
      { action: 'person-left', detail: { person: idOf(leaver) } },
    ]);
    expect(await city.ok(city.post(`/api/people/${idOf(leaver)}/reactivate`))).toMatchObject({ active: true, roles: [] });
  });

  it('lose tasks with the role, streams with any role, and all with their place', async () => {
    const person = await newcomer('mover', people.team, ['reviewer', 'auditor']);
    const { coordinator } = people;
    const { id } = await coordinator.ok(
      coordinator.post('/api/clue-transfers', { clueId: (await clueOf(people)).id, toTeamId: people.team, urgency: 'normal' }),
    );
    await person.ok(person.post(`/api/tasks/${(await taskOf(person, id, 'sign')).id}/claim`));
    const { ended } = await person.follow();
    await city.ok(city.post(`/api/people/${idOf(person)}/roles/end`, { role: 'reviewer', organizationId: people.team }));
    await ended;
    expect((await taskOf(people.reviewer, id, 'sign')).holder).toBeUndefined();
    expect((await person.ok(person.get('/api/me'))).roles).toMatchObject([{ role: 'auditor' }]);
    const moved = await city.ok(city.post(`/api/people/${idOf(person)}/move`, { organizationId: gulou.id }));
    expect(moved).toMatchObject({ organization: { id: gulou.id }, roles: [], sessions: [] });
    expect(await person.get('/api/me')).toMatchObject({ status: 401 });
    expect((await entries(gulou.id)).at(-1)).toMatchObject({ action: 'person-moved', detail: { from: people.team, to: gulou.id } });
  });

  it('keep nothing that they are taking while they leave', async () => {
    const taker = await newcomer('taker', people.team, ['reviewer']);
    const { coordinator } = people;
    const { id } = await coordinator.ok(
      coordinator.post('/api/clue-transfers', { clueId: (await clueOf(people)).id, toTeamId: people.team, urgency: 'normal' }),
    );
    const task = await taskOf(taker, id, 'sign');
    await owner.query(`begin; select from process where id = '${id}' for no key update`);
    const claim = taker.post(`/api/tasks/${task.id}/claim`); // is allowed, and waits for the process
    await waiting(1);
    expect(await city.ok(city.post(`/api/people/${idOf(taker)}/deactivate`))).toMatchObject({ active: false, tasks: [] });
    await owner.query('rollback');
    expect(await claim).toMatchObject({ status: 409, body: { code: 'not-eligible' } });
    expect((await taskOf(people.reviewer, id, 'sign')).holder).toBeUndefined();
  });

  it('keep an administrator, and nobody is their own', async () => {
    const own = idOf(city);
    for (const answer of [
      city.post(`/api/people/${own}/deactivate`),
      city.post(`/api/people/${own}/move`, { organizationId: gulou.id }),
      city.post(`/api/people/${own}/roles`, { role: 'reviewer', organizationId: people.team }),
      city.post(`/api/people/${own}/roles/end`, { role: 'administrator', organizationId: city.me.roles[0].organizationId }),
      city.post(`/api/people/${own}/password-token`),
    ])
      expect(await answer).toMatchObject({ status: 409, body: { code: 'not-yourself' } });

    // Two who put each other out at once: one is left.
    const one = await newcomer('admin-one', city.me.roles[0].organizationId, ['administrator']);
    const other = await newcomer('admin-other', city.me.roles[0].organizationId, ['administrator']);
    await owner.query('begin; select pg_advisory_xact_lock(320310)'); // that of changes which follow each other
    const both = [one.post(`/api/people/${idOf(other)}/deactivate`), other.post(`/api/people/${idOf(one)}/deactivate`)];
    await waiting(2);
    await owner.query('rollback');
    expect((await Promise.all(both)).map(({ status }) => status).sort()).toEqual([200, 404]);
  });
});

it('shows an administrator a process by its number and organisations, and nothing of its matter', async () => {
  const { coordinator, reviewer } = people;
  const clue = await clueOf(people);
  const { id } = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
  const task = await taskOf(reviewer, id, 'sign');
  await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/claim`));
  await reviewer.ok(reviewer.post(`/api/tasks/${task.id}/decide`, { outcome: 'sign', comment: '看过原件' }));
  const { number } = await city.ok(city.get(`/api/processes/${id}`));
  const seen = await Promise.all(
    [`/api/processes/${id}`, `/api/processes/${id}/timeline`, `/api/processes?q=${number}`, '/api/board', '/api/parked', '/api/notices'].map((path) =>
      city.ok(city.get(path)),
    ),
  );
  expect(JSON.stringify(seen)).toContain(number);
  expect(JSON.stringify(seen)).not.toMatch(/招投标|围标|赵某某|125000|看过原件/);
  expect((await city.ok(city.get(`/api/processes?q=${encodeURIComponent('招投标')}`))).items).toEqual([]);
  for (const path of [`/api/clues/${clue.id}`, `/api/clues/${clue.id}?processId=${id}`, '/api/clues', `/api/tasks/${task.id}`, '/api/tasks'])
    expect([path, (await city.get(path)).status]).toEqual([path, 403]);
});
