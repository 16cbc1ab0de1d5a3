import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import { type Product, startGivenProduct } from '#testing/product';
import { type Cast, cast } from './cast.js';
import { Client } from './client.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';

/** Coming and going: log-ins, sessions and the streams that hang on them, and what is open to all. */
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

const aReviewer = async () => (await recruits(owner, product.url, { organization: people.team, role: 'reviewer', count: 1 }))[0]!;

describe('a log-in', () => {
  it('is refused alike for a wrong name and a wrong password, and held up after repeated failures', async () => {
    const [one, other] = product.accounts;
    const visitor = new Client(product.url);
    const stranger = await visitor.logIn('nobody-of-that-name', 'x');
    expect(stranger).toMatchObject({ status: 401, body: { code: 'bad-credentials' } });
    for (let nth = 0; nth < 5; nth++) {
      const { status, body } = await visitor.logIn(one!.name, 'wrong');
      expect({ status, body: { ...body, traceId: '' } }).toEqual({ status: 401, body: { ...stranger.body, traceId: '' } });
    }
    const held = await visitor.logIn(one!.name, one!.password);
    expect(held).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    const seconds = Number(held.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(held.body.detail).toBe(`尝试次数过多，请在 ${seconds} 秒后再试。`);
    expect((await visitor.logIn(one!.name.toUpperCase(), one!.password)).status).toBe(429);
    expect((await visitor.logIn(other!.name, other!.password)).status).toBe(201);
    await owner.query('update login_throttle set blocked_until = blocked_until - interval $$1 hour$$');
    expect((await visitor.logIn(one!.name, one!.password)).status).toBe(201);
  });

  it('is tried no more often where many come at the same moment', async () => {
    const { name, password } = product.accounts[2]!;
    const statuses = await Promise.all(Array.from({ length: 40 }, async (_, nth) => (await new Client(product.url).logIn(name, `guess ${nth}`)).status));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(35);
    expect((await new Client(product.url).logIn(name, password)).status).toBe(429);
    await owner.query('delete from login_throttle');
  });

  it('is held up where one address has failed under many names', async () => {
    await owner.query('delete from login_throttle');
    const [account] = product.accounts;
    const guess = async (nth: number) => (await new Client(product.url).logIn(`nobody-${nth}`, 'wrong')).status;
    expect(await Promise.all(Array.from({ length: 30 }, (_, nth) => guess(nth)))).toEqual(Array(30).fill(401));
    const held = await new Client(product.url).logIn(account!.name, account!.password);
    expect(held).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
    await owner.query(`update login_throttle set blocked_until = blocked_until - interval '1 hour'`);
    expect((await new Client(product.url).logIn(account!.name, account!.password)).status).toBe(201);
    await owner.query('delete from login_throttle');
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const [account] = product.accounts;
    const { headers } = await new Client(product.url).logIn(account!.name, account!.password);
    expect(headers.getSetCookie()).toEqual([expect.stringMatching(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)]);
  });
});

describe('a session', () => {
  it('ends with its stream when its person logs out', async () => {
    const person = await aReviewer();
    const { events, ended } = await person.follow();
    expect((await person.delete('/api/session')).status).toBe(204);
    expect((await person.get('/api/me')).status).toBe(401);
    await ended;
    expect(events.at(-1)).toEqual(['ended', { reason: 'logged-out' }]);
  });

  it('ends with its stream where it lay idle', async () => {
    const person = await aReviewer();
    const { events, ended } = await person.follow();
    await owner.query(`update session set seen_at = seen_at - interval '2 hours' where person_id = $1`, [(await person.ok(person.get('/api/me'))).person.id]);
    await ended;
    expect(events.at(-1)).toEqual(['ended', { reason: 'logged-out' }]);
  });

  it('keeps on, without its stream, where its person declares a recusal or holds another role', async () => {
    const person = await aReviewer();
    const before = await person.follow();
    await person.ok(person.post('/api/recusals', { tie: 'unit', unitId: people.unit, reason: '曾在该单位任职' }));
    await before.ended;
    expect(before.events.at(-1)).toEqual(['ended', { reason: 'rights-changed' }]);

    const after = await person.follow();
    const { id } = (await person.ok(person.get('/api/me'))).person;
    await owner.query(`update role_assignment set role = 'team-lead', pool = organization_id::text || '/team-lead' where person_id = $1`, [id]);
    await after.ended;
    expect(after.events.at(-1)).toEqual(['ended', { reason: 'rights-changed' }]);
    expect((await person.ok(person.get('/api/me'))).roles).toMatchObject([{ role: 'team-lead' }]);
  });

  it.each([
    ['its time is over', 'update session set expires_at = created_at where person_id = $1'],
    ['it lay idle', `update session set seen_at = seen_at - interval '3 hours' where person_id = $1`],
    ['its person has left', 'update person set active = false where id = $1'],
  ])('is none any more when %s', async (_, statement) => {
    const person = await aReviewer();
    const { id } = (await person.ok(person.get('/api/me'))).person;
    await owner.query(statement, [id]);
    expect(await person.get('/api/me')).toMatchObject({ status: 401, body: { code: 'not-logged-in' } });
  });

  it('remembers the language that its person has chosen', async () => {
    const person = await aReviewer();
    await person.ok(person.patch('/api/me', { language: 'en' }));
    expect((await person.ok(person.get('/api/me'))).person.language).toBe('en');
    expect(await person.patch('/api/me', { language: 'tlh' })).toMatchObject({ status: 422, body: { errors: [{ field: 'language' }] } });
  });
});

describe('a password', () => {
  it('is changed by who knows it, ends all other sessions, and is no trivial one', async () => {
    const account = product.accounts.at(-1)!;
    const [here, elsewhere] = [await Client.of(product.url, account), await Client.of(product.url, account)];
    const change = (current: string, password: string) => here.post('/api/password', { current, password });
    const next = 'Kites over the lake';
    expect(await change('wrong', next)).toMatchObject({ status: 422, body: { errors: [{ field: 'current', code: 'wrong' }] } });
    expect(await change(account.password, account.password)).toMatchObject({ status: 422, body: { errors: [{ field: 'password', code: 'same' }] } });
    expect(await change(account.password, `${account.name}-2026`)).toMatchObject({ status: 422, body: { errors: [{ field: 'password' }] } });
    expect(await elsewhere.get('/api/me')).toMatchObject({ status: 200 });
    expect(await change(account.password, next)).toMatchObject({ status: 204 });
    expect(await here.get('/api/me')).toMatchObject({ status: 200 });
    expect(await elsewhere.get('/api/me')).toMatchObject({ status: 401 });
    expect(await new Client(product.url).logIn(account.name, account.password)).toMatchObject({ status: 401 });
    expect(await new Client(product.url).logIn(account.name, next)).toMatchObject({ status: 201 });
  });

  it('cannot be guessed in a stolen session', async () => {
    const here = await Client.of(product.url, product.accounts.at(-2)!);
    const statuses: number[] = [];
    for (let nth = 0; nth < 6; nth++) statuses.push((await here.post('/api/password', { current: `guess ${nth}`, password: 'Kites over the lake' })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    await owner.query('update login_throttle set blocked_until = null, failures = 0');
  });
});

describe('the list of sessions', () => {
  it('shows one’s own, from where and with what, and ends each', async () => {
    const account = product.accounts.at(-3)!;
    const [here, elsewhere] = [await Client.of(product.url, account), await Client.of(product.url, account)];
    const { items } = await here.ok(here.get('/api/sessions'));
    expect(items).toHaveLength(2);
    expect(items.find(({ current }: any) => current)).toMatchObject({ address: '127.0.0.1', agent: expect.any(String) });
    const other = items.find(({ current }: any) => !current);
    expect(await people.reviewer.delete(`/api/sessions/${other.id}`)).toMatchObject({ status: 404 });
    expect((await here.delete(`/api/sessions/${other.id}`)).status).toBe(204);
    expect((await elsewhere.get('/api/me')).status).toBe(401);
    expect((await here.ok(here.get('/api/sessions'))).items).toHaveLength(1);
  });

  it('is open to the administrator, who may end them', async () => {
    const account = product.accounts.at(-4)!;
    const person = await Client.of(product.url, account);
    const { administrator } = people;
    const path = `/api/people/${person.me.person.id}`;
    expect((await administrator.ok(administrator.get(path))).sessions).toMatchObject([{ current: false, address: '127.0.0.1' }]);
    expect((await administrator.delete(`${path}/sessions`)).status).toBe(204);
    expect((await person.get('/api/me')).status).toBe(401);
  });
});

describe('a stream', () => {
  it('says that it ends where the api is stopped, and can be opened anew', async () => {
    const { events, ended } = await people.reviewer.follow();
    const before = product.run().children.api!.pid;
    product.kill('api', 'SIGTERM');
    await ended;
    expect(events.at(-1)).toEqual(['ended', { reason: 'shutting-down' }]);
    await eventually(async () => {
      expect(product.run().children.api!.pid).not.toBe(before); // the old one answers what it has begun
      expect((await people.reviewer.get('/api/me')).status).toBe(200);
    });
  });
});

describe('what is open to all', () => {
  it('tells how each part is', async () => {
    const health = await new Client(product.url).get('/api/health');
    const ok = { status: 'ok' };
    expect(health).toMatchObject({
      status: 200,
      body: { status: 'ok', parts: { api: ok, postgres: ok, worker: ok, temporal: ok, relay: ok, parked: ok, signatures: ok } },
    });
  });

  it('gives metrics by the patterns of routes, with no id in them', async () => {
    const { person } = people.coordinator.me;
    await people.coordinator.get(`/api/processes/${person.id}`);
    const { status, body, headers } = await new Client(product.url).get('/metrics');
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
    expect(body).toMatch(/^liandong_http_request_seconds_bucket\{le="5",method="GET",route="\/api\/processes\/:id",status="404"\} \d+$/m);
    for (const name of ['liandong_outbox_oldest_seconds', 'liandong_http_failures_total', 'process_cpu_seconds_total'])
      expect(body).toContain(`# TYPE ${name} `);
    expect(body).not.toContain(person.id);
  });
});
