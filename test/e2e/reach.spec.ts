import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast, clueOf } from './cast.js';
import { Client, refusal } from './client.js';
import { taskOf } from './tasks.js';

/** How far an administrator reaches who has only a part of the city: one body, or one county. */
let product: Product;
let people: Cast;
let city: Client;
let bureau: string;
let county: string;

beforeAll(async () => {
  product = await startGivenProduct();
  people = await cast(product);
  city = people.administrator;
  bureau = await organization('audit-bureau', '市审计局');
  county = await organization('county', '泉山区');
}, 300_000);

afterAll(() => product.stop(), 60_000);

const password = 'Kites over the lake';

async function organization(kind: string, name: string): Promise<string> {
  const { items } = await city.ok(city.get(`/api/organizations/tree?q=${encodeURIComponent(name)}&limit=200`));
  return items.find((one: any) => one.kind === kind).id;
}

const add = (by: Client, login: string, organizationId: string, ...roles: string[]) => by.post('/api/people', { name: `新人${login}`, login, organizationId, roles }); // oxfmt-ignore

/** Somebody who has come in. */
async function entered(login: string, organizationId: string, ...roles: string[]): Promise<Client> {
  const added = await city.ok(add(city, login, organizationId, ...roles));
  await new Client(product.url).ok(new Client(product.url).post('/api/password/reset', { token: added.password.token, password }));
  return Client.of(product.url, { name: login, password });
}

describe('the administrator of a body', () => {
  it('makes nobody a supervisor, who would watch the whole city, and lets no supervisor in', async () => {
    const clerk = await entered('bureau-administrator', bureau, 'administrator');
    const refused = { status: 422, body: { code: 'invalid', errors: [{ code: 'beyond', message: expect.stringContaining('涉及整个地区') }] } };
    expect(await add(clerk, 'watcher', bureau, 'auditor', 'supervisor')).toMatchObject(refused);
    const { id } = await clerk.ok(add(clerk, 'watcher', bureau, 'auditor'));
    expect(await clerk.post(`/api/people/${id}/roles`, { role: 'supervisor', organizationId: bureau })).toMatchObject(refused);

    expect(await add(clerk, 'intake', bureau, 'discipline-intake')).toMatchObject(refused);

    await city.ok(city.post(`/api/people/${id}/roles`, { role: 'supervisor', organizationId: bureau }));
    await clerk.ok(clerk.post(`/api/people/${id}/roles`, { role: 'supervisor', organizationId: bureau })); // nothing new
    // Whom the city has made a supervisor stays one where their body moves within its area.
    const [one, other] = await Promise.all(['audit-bureau', 'audit-bureau'].map((kind, n) => clerk.ok(clerk.post('/api/organizations', { parentId: bureau, kind, name: `第${n}处` })))); // oxfmt-ignore
    await city.ok(city.post(`/api/people/${id}/roles`, { role: 'supervisor', organizationId: one.id }));
    await clerk.ok(clerk.post(`/api/organizations/${one.id}/move`, { parentId: other.id }));
    expect(refusal(await clerk.post(`/api/people/${id}/password-token`))).toBe('403 not-allowed');
    expect((await clerk.ok(clerk.get(`/api/people/${id}`))).acts.reset).toMatchObject({ allowed: false });
    await city.ok(city.post(`/api/people/${id}/password-token`));
  });
});

describe('the administrator of a county', () => {
  it('moves no supervisor of the county out into the city, also where one body there is theirs too', async () => {
    const both = await entered('of-both', county, 'administrator');
    await city.ok(city.post(`/api/people/${both.me.person.id}/roles`, { role: 'administrator', organizationId: bureau }));
    const body = await both.ok(both.post('/api/organizations', { parentId: county, kind: 'audit-bureau', name: '搬家局' }));
    const move = (by: Client) => by.post(`/api/organizations/${body.id}/move`, { parentId: bureau });
    const { id } = await both.ok(add(both, 'mover', body.id, 'supervisor'));
    expect(await move(both)).toMatchObject({ status: 422, body: { errors: [{ field: 'parentId', code: 'beyond' }] } });
    expect(await city.ok(city.get(`/api/organizations/${body.id}`))).toMatchObject({ level: 'county' });
    await both.ok(both.post(`/api/people/${id}/roles/end`, { role: 'supervisor', organizationId: body.id }));
    expect(await both.ok(move(both))).toMatchObject({ level: 'city' });
  });

  it('neither takes a role away that is held in the city, nor chooses who has its tasks next', async () => {
    const administrator = await entered('county-administrator', county, 'administrator');
    const lent = await entered('lent', county, 'auditor');
    const person = `/api/people/${lent.me.person.id}`;
    await city.ok(city.post(`${person}/roles`, { role: 'reviewer', organizationId: people.team }));
    const reviewer = await Client.of(product.url, { name: 'lent', password });
    const clue = await clueOf(people);
    const { coordinator } = people;
    const transfer = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
    const { id: task } = await taskOf(reviewer, transfer.id, 'sign');
    await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));

    const seen = await administrator.ok(administrator.get(person));
    expect([seen.tasks.length, seen.successors]).toEqual([1, []]);
    const taken = (role: string) => seen.roles.find((one: any) => one.role === role).take;
    expect([taken('reviewer').allowed, taken('auditor')]).toEqual([false, { allowed: true }]);
    const successorId = people.other.me.person.id as string;
    expect(refusal(await administrator.post(`${person}/roles/end`, { role: 'reviewer', organizationId: people.team, successorId }))).toBe('403 not-allowed');
    expect((await city.ok(city.get(person))).successors).toContainEqual(expect.objectContaining({ id: successorId }));

    // Who leaves has nothing in hand any more; what the city's came from is where it goes.
    await administrator.ok(administrator.post(`${person}/deactivate`, { successorId }));
    expect(await taskOf(people.other, transfer.id, 'sign')).toMatchObject({ mine: false });
    await people.other.ok(people.other.post(`/api/tasks/${task}/claim`));
  });
});
