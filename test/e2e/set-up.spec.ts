import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Product, startProduct } from '#testing/product';
import { Client } from './client.js';
import { ownerOf } from './owner.js';

/** From an empty record to its first administrator. */
let data: string;
let product: Product;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'liandong-set-up-'));
  product = await startProduct({ data, empty: true });
}, 300_000);

afterAll(async () => {
  await product.stop();
  rmSync(data, { recursive: true, force: true });
}, 60_000);

const tokenIn = (url: string | undefined) => new URL(url!).hash.slice(1);
const city = { kind: 'city', organization: '徐州市', nameEn: 'Xuzhou City', code: '320300', name: '唐伟', login: 'TangWei', language: 'zh-CN' };
const password = 'Kites over the lake';
const setUp = (token: string, more: object = {}) => new Client(product.url).post('/api/set-up', { token, ...city, password, ...more });

it('is founded once, by a link that outlives a restart', async () => {
  expect(product.accounts).toEqual([]);
  const first = tokenIn(product.setupUrl);
  await product.stop();
  product = await startProduct({ data, empty: true });
  const second = tokenIn(product.setupUrl);
  expect(second).not.toBe(first);

  const visitor = new Client(product.url);
  expect(await visitor.get('/api/me')).toMatchObject({ status: 401 });
  expect(await visitor.post('/api/tokens/look', { token: first })).toMatchObject({ status: 200, body: { purpose: 'set-up' } });

  // What is refused uses nothing up.
  expect(await setUp('x'.repeat(43))).toMatchObject({ status: 410, body: { code: 'token-spent' } });
  expect(await setUp(first, { password: 'TangWei-2026' })).toMatchObject({ status: 422, body: { errors: [{ field: 'password', code: 'trivial' }] } });
  expect(await setUp(first, { password: 'short' })).toMatchObject({ status: 422, body: { errors: [{ field: 'password', code: 'too-short' }] } });
  expect(await setUp(first, { code: '32' })).toMatchObject({ status: 422, body: { errors: [{ field: 'code' }] } });
  expect(await visitor.post('/api/password/reset', { token: first, password })).toMatchObject({ status: 410 });

  const answers = await Promise.all([setUp(first), setUp(second, { login: 'other' })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
  const founded = answers.find(({ status }) => status === 201)!;
  expect(founded.body).toMatchObject({ person: { name: '唐伟', organization: { name: '徐州市' } }, roles: [{ role: 'administrator', level: 'city' }] });
  expect(founded.headers.getSetCookie()).toEqual([expect.stringMatching(/^session=/)]);

  for (const token of [first, second]) {
    expect(await visitor.post('/api/tokens/look', { token })).toMatchObject({ status: 410 });
    expect(await setUp(token)).toMatchObject({ status: 410 });
  }
});

it('knows its administrator from then on', async () => {
  const administrator = await Client.of(product.url, { name: 'TANGWEI', password }).catch(() => Client.of(product.url, { name: 'other', password }));
  expect(administrator.me.permissions).toContain('person.administer');
});

it('keeps the hash of a token only, and lets it expire', async () => {
  const owner = await ownerOf(product);
  const token = 'e'.repeat(43);
  await owner.query(`delete from one_time_token`);
  await owner.query(
    `insert into one_time_token (token_hash, purpose, person_id, created_at, expires_at) select sha256($1::bytea), 'password', id, now(), now() from person`,
    [Buffer.from(token)],
  );
  const look = () => new Client(product.url).post('/api/tokens/look', { token });
  expect(await look()).toMatchObject({ status: 410 });
  await owner.query(`update one_time_token set expires_at = now() + interval '1 hour'`);
  expect(await look()).toMatchObject({ status: 200, body: { purpose: 'password', name: '唐伟' } });
  await owner.query(`update person set active = false`);
  expect(await look()).toMatchObject({ status: 410 });
  await owner.query(`update person set active = true`);
  await owner.end();
});
