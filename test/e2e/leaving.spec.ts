import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast, clueOf, newClue } from './cast.js';
import { Client } from './client.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';
import { closed, decide, taskOf } from './tasks.js';

/** What is left when people and organisations go: links by which a password is set, what people hold, and what an office has sent. */
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

describe('links', () => {
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
});

describe('tasks', () => {
  it('go to a successor up to the limit of what one person holds, and beyond it back to their pool', async () => {
    const owner = await ownerOf(product);
    const [leaver, heir] = (await recruits(owner, product.url, { organization: people.team, role: 'reviewer', count: 2 })) as [Client, Client];
    const idOf = async (one: Client): Promise<string> => (await one.ok(one.get('/api/me'))).person.id;
    const held = async (): Promise<string> => {
      const { coordinator, team } = people;
      const { id } = await coordinator.ok(coordinator.post('/api/clue-transfers', { clueId: (await clueOf(people)).id, toTeamId: team, urgency: 'normal' }));
      const task = await taskOf(leaver, id, 'sign');
      return (await leaver.ok(leaver.post(`/api/tasks/${task.id}/claim`))).id;
    };
    const tasks = [await held(), await held()];
    // The heir holds one task less than a person may: others of the same process.
    await owner.query(
      `insert into task (id, process_id, step, kind, pool, opened_at, holder, claimed_at, lease_until)
       select gen_random_uuid(), process_id, 'sign/' || n, kind, pool, opened_at, $2, claimed_at, lease_until from task, generate_series(2, 20) n where id = $1`,
      [tasks[0], await idOf(heir)],
    );
    const left = await city.ok(city.post(`/api/people/${await idOf(leaver)}/deactivate`, { successorId: await idOf(heir) }));
    expect(left.tasks).toEqual([]);
    const { rows } = await owner.query<{ holder: string | null }>('select holder from task where id = any ($1) order by process_id', [tasks]);
    expect(rows.map(({ holder }) => holder)).toEqual([await idOf(heir), null]);
    await owner.end();
  });
});

describe('an office', () => {
  it('stays until what it has sent is closed, and its clues are sent or void', async () => {
    const office = await city.ok(city.post('/api/organizations', { parentId: home, kind: 'inspection-office', name: '鼓楼区第二巡察办' }));
    const coordinatorOf = async (login: string) => {
      const one = await city.ok(city.post('/api/people', { name: `协调员${login}`, login, organizationId: office.id, roles: ['coordinator'] }));
      await visitor().ok(open(one.password.token));
      return { id: one.id as string, client: await Client.of(product.url, { name: login, password }) };
    };
    const left = async () => {
      const { status, body } = await city.post(`/api/organizations/${office.id}/deactivate`);
      return [status, body.processes, body.clues];
    };
    const first = await coordinatorOf('first');
    const clue = await first.client.ok(first.client.post('/api/clues', newClue(people)));
    const transfer = await first.client.ok(first.client.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' }));
    await city.ok(city.post(`/api/people/${first.id}/deactivate`));
    expect(await left()).toEqual([409, 1, 0]);
    await decide(people.reviewer, transfer.id, 'sign', { outcome: 'return', reason: '不属于受理范围' });
    await closed(people.reviewer, transfer.id);
    expect(await left()).toEqual([409, 0, 1]);

    const second = await coordinatorOf('second');
    await second.client.ok(second.client.post(`/api/clues/${clue.id}/void`, { reason: '不再需要' }));
    await city.ok(city.post(`/api/people/${second.id}/deactivate`));
    expect(await city.ok(city.post(`/api/organizations/${office.id}/deactivate`))).toMatchObject({ active: false, processes: 0, clues: 0 });

    const back = () => city.post(`/api/people/${second.id}/reactivate`);
    expect(await back()).toMatchObject({ status: 409, body: { code: 'wrong-state', detail: '此人所在的单位已停用，请先恢复该单位。' } });
    await city.ok(city.post(`/api/organizations/${office.id}/reactivate`));
    expect(await city.ok(back())).toMatchObject({ active: true });
  });
});
