import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast } from './cast.js';
import { Client } from './client.js';

/** Links by which a password is set, after what has become of the person, or of who made them. */
let product: Product;
let people: Cast;
let city: Client;
let county: Client;
let home: string;

beforeAll(async () => {
  product = await startGivenProduct();
  people = await cast(product);
  city = people.administrator;
  const found = await city.ok(city.get(`/api/organizations/tree?q=${encodeURIComponent('鼓楼区')}&limit=200`));
  home = found.items.find(({ kind }: any) => kind === 'county').id;
  county = await maker('county-administrator');
}, 300_000);

afterAll(() => product.stop(), 60_000);

const password = 'Kites over the lake';
const visitor = () => new Client(product.url);
const open = (token: string) => visitor().post('/api/password/reset', { token, password });

/** An administrator of the county who has come in. */
async function maker(login: string): Promise<Client> {
  const added = await city.ok(city.post('/api/people', { name: `管理员${login}`, login, organizationId: home, roles: ['administrator'] }));
  await visitor().ok(open(added.password.token));
  return Client.of(product.url, { name: login, password });
}

/** Somebody whom a county's administrator has just added, with the link for them. */
async function added(login: string, by = county): Promise<{ id: string; token: string }> {
  const { id, password } = await by.ok(by.post('/api/people', { name: `新人${login}`, login, organizationId: home }));
  return { id, token: password.token };
}

async function goodForNobody(token: string): Promise<void> {
  expect(await visitor().post('/api/tokens/look', { token })).toMatchObject({ status: 410 });
  expect(await open(token)).toMatchObject({ status: 410 });
}

it('end with the reach of who made them', async () => {
  const [moved, raised] = [await added('moved'), await added('raised')];
  expect(await visitor().post('/api/tokens/look', { token: moved.token })).toMatchObject({ status: 200 });
  await city.ok(city.post(`/api/people/${moved.id}/move`, { organizationId: people.team }));
  await city.ok(city.post(`/api/people/${raised.id}/roles`, { role: 'team-lead', organizationId: people.team }));
  for (const { token } of [moved, raised]) await goodForNobody(token);

  const { token } = await city.ok(city.post(`/api/people/${raised.id}/password-token`));
  expect(await open(token)).toMatchObject({ status: 201, body: { roles: [{ role: 'team-lead' }] } });
});

it('end when who made them leaves, or is an administrator no longer', async () => {
  for (const [login, goes] of [
    ['leaves', (id: string) => city.post(`/api/people/${id}/deactivate`)],
    ['steps-down', (id: string) => city.post(`/api/people/${id}/roles/end`, { role: 'administrator', organizationId: home })],
  ] as const) {
    const by = await maker(login);
    const { token } = await added(`of-who-${login}`, by);
    await city.ok(goes(by.me.person.id));
    await goodForNobody(token);
  }
});

it('do not come back with somebody who has left', async () => {
  const { id, token } = await added('away');
  await county.ok(county.post(`/api/people/${id}/deactivate`));
  await county.ok(county.post(`/api/people/${id}/reactivate`));
  await goodForNobody(token);
});
