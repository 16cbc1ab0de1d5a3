import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { environmentOf } from '#testing/begun-product';
import { testDatabase, type TestDatabase } from '#testing/database';
import { type Product, startProduct } from '#testing/product';
import { Client, fresh } from './client.js';
import { ownerOf } from './owner.js';
import { filled } from './workbooks.js';

/** From an empty record to its first administrator, and to those whom a workbook brings. */
let database: TestDatabase;
let data: string;
let product: Product;
let start: () => Promise<Product>;

beforeAll(async () => {
  database = await testDatabase();
  data = mkdtempSync(join(tmpdir(), 'liandong-set-up-'));
  const env = environmentOf(database);
  start = () => startProduct({ data, empty: true, env });
  product = await start();
}, 300_000);

afterAll(async () => {
  await product.stop();
  await database.drop();
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
  product = await start();
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

describe('a workbook', () => {
  let administrator: Client;
  /** The log-in name of who founded it all. */
  let founder: string;
  beforeAll(async () => {
    administrator = await Client.of(product.url, { name: 'TANGWEI', password }).catch(() => Client.of(product.url, { name: 'other', password }));
    founder = (await administrator.ok(administrator.get('/api/people'))).items[0].login;
  });
  const send = (content: Buffer | string, query = '', headers?: Record<string, string>, by = administrator) =>
    by.upload('people.xlsx', content, `/api/people/import${query}`, headers);
  const check = (content: Buffer | string, by = administrator) => send(content, '?dryRun=true', undefined, by);
  const counted = async () => {
    const [people, tree] = await Promise.all([administrator.get('/api/people?limit=200'), administrator.get('/api/organizations/tree?q=县&limit=200')]);
    return [people.body.items.length, tree.body.items.length];
  };
  const template = () => administrator.download('/api/people/import/template');
  const first = async () =>
    filled(await template(), {
      organizations: [
        ['丰县/丰县纪委', '丰县一室专班', '审查调查专班'],
        ['徐州市', '丰县', '县（市、区）', '', 'Feng County', '320321'],
        ['丰县', '丰县纪委', 'Discipline commission'],
        ['320321', '丰县教育局', '被巡察单位'],
      ],
      people: [
        ['李某', 'li', '丰县', '县（市、区）联络员、巡察组成员'],
        ['王某', 'wang', '丰县一室专班', 'Reviewer'],
        ['赵某', 'zhao', '丰县', '系统管理员'],
      ],
    });

  it('says what it would do and does nothing, then does it once', async () => {
    const before = await counted();
    const content = await first();
    const preview = await administrator.ok(check(content));
    expect(preview).toMatchObject({ dryRun: true, organizations: { add: 4, refused: 0 }, people: { add: 3, refused: 0 }, links: [] });
    expect(await counted()).toEqual(before);

    const key = fresh();
    const done = await administrator.ok(send(content, '', key));
    expect(done).toMatchObject({
      dryRun: false,
      organizations: { add: 4 },
      people: { add: 3 },
      links: [{ login: 'li' }, { login: 'wang' }, { login: 'zhao' }],
    });
    expect(await administrator.ok(send(content, '', key))).toMatchObject({ organizations: { same: 4 }, people: { add: 0, same: 3 }, links: [] });
    expect(await send(await filled(await template(), { people: [['钱某', 'qian', '丰县']] }), '', key)).toMatchObject({
      status: 422,
      body: { code: 'key-used' },
    });
    expect(await administrator.ok(send(content))).toMatchObject({ organizations: { same: 4 }, people: { same: 3 }, links: [] });

    const li = new Client(product.url);
    const { roles, permissions } = await li.ok(li.post('/api/password/reset', { token: done.links[0].token, password }));
    expect(roles.map(({ role, organization }: any) => `${role} ${organization}`).sort()).toEqual(['county-liaison 丰县', 'inspector 丰县']);
    expect(permissions).not.toContain('person.administer');
    const chain = await told((await administrator.ok(administrator.get('/api/people?q=li'))).items[0].organization.id);
    expect(chain.slice(0, 4)).toEqual(['organization-added', 'person-added', 'person-added', 'role-given']);
  });

  it('changes what it says of somebody who is there', async () => {
    const content = await filled(await template(), {
      organizations: [['徐州市', '丰县', '县', '', 'Feng']],
      people: [['李某某', 'LI', 'Feng County', '巡察组成员, Auditor']],
    });
    const { rows } = await administrator.ok(check(content));
    expect(rows).toMatchObject([
      { sheet: 'organizations', row: 2, effect: 'refused', errors: [{ cell: 'C2', name: '类型' }] },
      {
        sheet: 'people',
        row: 2,
        effect: 'change',
        changes: [
          { name: '姓名', from: '李某', to: '李某某' },
          { name: '角色', to: '审计人员' },
        ],
      },
    ]);
  });

  it('that gives one code or one name to two organisations is refused by the dry run as by the import', async () => {
    const organizations = (...lines: string[][]) => template().then((empty) => filled(empty, { organizations: lines }));
    const counties = [
      ['徐州市', '沛县', '县（市、区）', '', '', '320322'],
      ['徐州市', '睢宁县', '县（市、区）', '', '', '320324'],
    ];
    await administrator.ok(send(await organizations(...counties, ['丰县', '丰县档案局', '被巡察单位'])));
    const creditCode = '91350100M000100Y43';
    const clashes = [
      ['丰县教育局', '丰县档案局'].map((name) => ['丰县', name, '被巡察单位', '', '', '', creditCode]),
      ['沛县', '新沂县'].map((name) => ['徐州市', name, '县（市、区）', '', '', '320381']),
      ['320322', '320324'].map((code) => ['徐州市', '同名县', '县（市、区）', '', '', code]),
      ['320322', ''].map((code) => ['徐州市', '改名县', '县（市、区）', '', '', code]),
    ];
    const before = await counted();
    for (const lines of clashes) {
      const content = await organizations(...lines);
      expect((await administrator.ok(check(content))).rows).toMatchObject([{ effect: 'change' }, { row: 3, effect: 'refused', errors: [{ cell: 'B3' }] }]);
      expect(await send(content)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field: 'organizations.3.name' }] } });
    }
    expect(await counted()).toEqual(before);

    // A name is free as soon as a row has taken it away.
    const renamed = await organizations(['徐州市', '古沛县', '县（市、区）', '', '', '320322'], ['徐州市', '沛县', '县（市、区）', '', '', '320324']);
    expect(await administrator.ok(send(renamed))).toMatchObject({ organizations: { change: 2 } });
    expect(await administrator.ok(send(renamed))).toMatchObject({ organizations: { same: 2 } });
  });

  it('with one bad row of 5000 changes nothing, and says which, where and why', async () => {
    const people = Array.from({ length: 5000 }, (_, n) => [`人员${n}`, n === 3516 ? '=' : `p${n}`, '丰县']);
    const content = await filled(await template(), { people });
    const before = await counted();
    const { rows, people: sums } = await administrator.ok(check(content));
    expect(sums).toEqual({ add: 4999, change: 0, same: 0, refused: 1 });
    expect(rows.filter(({ effect }: any) => effect === 'refused')).toMatchObject([{ row: 3518, errors: [{ cell: 'B3518', name: '用户名', code: 'matches' }] }]);
    expect(await send(content)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field: 'people.3518.login', code: 'matches' }] } });
    expect(await counted()).toEqual(before);
  });

  it('is an administrator’s, and reaches as far as they administer', async () => {
    const wang = await newcomer('wang');
    expect(await check(await template(), wang)).toMatchObject({ status: 403 });
    expect(await wang.get('/api/people/import/template')).toMatchObject({ status: 403 });
    const county = await newcomer('zhao');
    const content = await filled(await template(), {
      organizations: [['徐州市', '外来局', '被巡察单位']],
      people: [
        ['甲', 'jia', '丰县纪委'],
        ['乙', 'yi', '徐州市'],
        ['唐伟', founder, '丰县'],
      ],
    });
    const { rows } = await county.ok(check(content, county));
    expect(rows.map(({ effect, errors }: any) => [effect, ...errors.map(({ code }: any) => code)])).toEqual([
      ['refused', 'not-administered'],
      ['add'],
      ['refused', 'not-administered'],
      ['refused', 'taken'],
    ]);
  });

  it('is refused where it is none, holds nothing, or comes with another', async () => {
    const code = (name: string) => ({ status: 422, body: { errors: [{ field: 'file', code: name }] } });
    const before = await counted();
    const content = await filled(await template(), { people: [['孙某', 'sun', '丰县']] });
    expect(await check('no workbook')).toMatchObject(code('unreadable'));
    expect(await check(await template())).toMatchObject(code('empty'));
    expect(await administrator.post('/api/people/import')).toMatchObject(code('isNotEmpty'));
    expect(await check(Buffer.alloc(6 * 1024 * 1024))).toMatchObject({ status: 413 });
    const both: [string, Buffer][] = [1, 2].map((nth) => [`people-${nth}.xlsx`, content]);
    expect(await administrator.uploadAll(both, '/api/people/import')).toMatchObject(code('one'));
    expect(await counted()).toEqual(before);
  });

  /** Somebody whom the workbook brought, come in by a new link. */
  async function newcomer(login: string): Promise<Client> {
    const { id } = (await administrator.ok(administrator.get(`/api/people?q=${login}`))).items[0];
    const { token } = await administrator.ok(administrator.post(`/api/people/${id}/password-token`));
    await administrator.ok(new Client(product.url).post('/api/password/reset', { token, password }));
    return Client.of(product.url, { name: login, password });
  }
  async function told(chain: string): Promise<string[]> {
    const owner = await ownerOf(product);
    const { rows } = await owner.query<{ action: string }>('select action from chain_entry where chain_id = $1 order by n', [chain]);
    await owner.end();
    return rows.map(({ action }) => action);
  }
});

it('keeps the hash of a token only, and lets it expire', async () => {
  const owner = await ownerOf(product);
  const token = 'e'.repeat(43);
  await owner.query(`delete from one_time_token`);
  const { rows } = await owner.query<{ id: string; name: string }>(`select id, name from person where name <> '唐伟' and active order by created_at limit 1`);
  const { id, name } = rows[0]!;
  await owner.query(
    `insert into one_time_token (token_hash, purpose, person_id, made_by, created_at, expires_at) select sha256($1::bytea), 'password', $2, id, now(), now() from person where name = '唐伟'`,
    [Buffer.from(token), id],
  );
  const look = () => new Client(product.url).post('/api/tokens/look', { token });
  expect(await look()).toMatchObject({ status: 410 });
  await owner.query(`update one_time_token set expires_at = now() + interval '1 hour'`);
  expect(await look()).toMatchObject({ status: 200, body: { purpose: 'password', name } });
  await owner.query(`update person set active = false`);
  expect(await look()).toMatchObject({ status: 410 });
  await owner.query(`update person set active = true`);
  await owner.end();
});
