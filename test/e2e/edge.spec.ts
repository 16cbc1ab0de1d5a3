import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Client as Owner } from 'pg';
import fc from 'fast-check';
import { loadEnv } from '#config/env';
import { type Product, startGivenProduct } from '#testing/product';
import { Description } from '../fuzz/description.js';
import { type MadeUp, requests } from '../fuzz/requests.js';
import { playSome } from '../fuzz/seeds.js';
import { type Cast, cast, clueOf, newClue } from './cast.js';
import { type Answer, Client, refusal } from './client.js';
import { ownerOf } from './owner.js';

/** Requests that nobody means well, or that a program got wrong: refused in words, and nothing has changed. */
const { FULL } = loadEnv();
const seed = 20_261_125;
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

const fieldsOf = ({ body }: Answer) => Object.fromEntries(body.errors.map(({ field, message }: { field: string; message: string }) => [field, message]));

/** How much the record holds of all that people can make. */
const amounts = async () =>
  (
    await owner.query(
      'select (select count(*) from clue) clues, (select count(*) from process) processes, (select count(*) from document) documents, (select count(*) from recusal) recusals, (select count(*) from draft) drafts',
    )
  ).rows[0];

describe('a request with wrong fields', () => {
  it('is refused by field, in the language of who asks', async () => {
    const { coordinator } = people;
    const body = {
      ...newClue(people),
      title: '  ',
      unitId: 'nowhere',
      source: 'rumour',
      amount: '12,5',
      subjects: [{ kind: 'person', name: '' }],
      colour: 'red',
    };
    const chinese = await coordinator.post('/api/clues', body);
    expect(refusal(chinese)).toBe('422 invalid');
    expect(fieldsOf(chinese)).toEqual({
      colour: '没有这一项。',
      title: '请填写此项。',
      unitId: '请从列表中选择。',
      source: '不是可选的值。',
      'subjects.0.name': '请填写此项。',
      amount: '格式不正确。',
    });
    const english = await coordinator.post('/api/clues', body, { 'accept-language': 'en-GB,en;q=0.9' });
    expect(english.body.title).toBe('Something needs to be corrected.');
    expect(fieldsOf(english)).toMatchObject({ colour: 'There is no such field.', title: 'Please fill this in.' });
    expect(JSON.stringify([chinese.body, english.body])).not.toMatch(/rumour|nowhere|12,5/); // what was sent is not repeated
  });

  it('is refused, and nothing has changed', async () => {
    const { coordinator, reviewer } = people;
    const clue = await clueOf(people);
    const before = await amounts();
    const registering = (fields: object) => coordinator.post('/api/clues', { ...newClue(people), ...fields });
    const wrong: [string, Answer][] = [
      ['422 invalid', await registering({ title: 'x'.repeat(201) })],
      ['422 invalid', await registering({ content: '长'.repeat(20_001) })],
      ['422 invalid', await registering({ title: 'nul \u0000 within' })],
      ['422 invalid', await registering({ content: 'half a pair \ud83d' })],
      ['422 invalid', await registering({ title: ['a', 'list'] })],
      ['422 invalid', await registering({ unitId: randomUUID() })],
      ['422 invalid', await registering({ unitId: people.team })],
      ['422 invalid', await registering({ documents: [randomUUID()] })],
      ['422 invalid', await registering({ subjects: 'everybody' })],
      ['422 invalid', await registering({ reporter: {} })],
      ['422 invalid', await registering({ amount: '99999999999999' })],
      ['422 invalid', await registering({ amount: null, subjects: null })],
      ['422 invalid', await coordinator.patch(`/api/clues/${clue.id}`, { title: '没有修订号' })],
      ['422 invalid', await coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.unit, urgency: 'normal' })],
      ['422 invalid', await coordinator.post('/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'at once' })],
      ['404 not-found', await coordinator.post('/api/clue-transfers', { clueId: randomUUID(), toTeamId: people.team, urgency: 'normal' })],
      ['422 invalid', await reviewer.post('/api/recusals', { tie: 'unit', reason: '亲属' })],
      ['422 invalid', await reviewer.post('/api/recusals', { tie: 'relative', relativeName: '张三', reason: '亲属', endsAt: '2020-01-01' })],
      ...(await Promise.all(
        ['20301231', '2030-W50', '2030-200', '2030-12-31T10', '9999-12-31T23:00:00Z', '9999-12-31', '-2030-12-31'].map(
          async (endsAt) =>
            ['422 invalid', await reviewer.post('/api/recusals', { tie: 'relative', relativeName: '张三', reason: '亲属', endsAt })] as [string, Answer],
        ),
      )),
      ['422 invalid', await people.administrator.post(`/api/organizations/${people.team.toUpperCase()}/move`, { parentId: people.team })],
      ['422 invalid', await reviewer.post(`/api/tasks/${randomUUID()}/draft`, { body: { opinion: 'nul \u0000' }, revision: 0 })],
      ['422 invalid', await reviewer.post(`/api/tasks/${randomUUID()}/draft`, { body: { opinion: 'x'.repeat(200_000) }, revision: 0 })],
      ['422 invalid', await people.administrator.post('/api/people', { name: '甲\u202e乙', login: 'jiayi', organizationId: people.unit })],
      ['422 invalid', await people.administrator.post('/api/people', { name: '甲\u2028乙', login: 'jiayi', organizationId: people.unit })],
      ['422 invalid', await people.administrator.post('/api/people', { name: '\u3164', login: 'jiayi', organizationId: people.unit })],
      ['400 bad-request', await coordinator.post('/api/clues', newClue(people), { 'Idempotency-Key': 'short' })],
      ['400 bad-request', await coordinator.get('/api/clues/17')],
      ['400 bad-request', await reviewer.post('/api/tasks/not-an-id/claim')],
      ['400 bad-request', await reviewer.get("/api/processes/' or 1=1 --")],
      ['404 not-found', await reviewer.post(`/api/tasks/${randomUUID()}/claim`)],
      ['422 invalid', await reviewer.get('/api/tasks?box=everything')],
      ['422 invalid', await reviewer.get('/api/tasks?box=pool&limit=201')],
      ['422 invalid', await reviewer.get('/api/tasks?box=pool&limit=0')],
      ['422 invalid', await reviewer.get('/api/tasks?box=pool&q=%00')],
      ['422 invalid', await reviewer.get('/api/tasks?box=pool&kind=a&kind=b')],
      ['422 invalid', await reviewer.get('/api/tasks?box=pool&colour=red')],
    ];
    expect(wrong.map(([, answer]) => refusal(answer))).toEqual(wrong.map(([expected]) => expected));
    expect(await amounts()).toEqual(before);
    expect(await coordinator.ok(coordinator.get(`/api/clues/${clue.id}`))).toMatchObject({ title: clue.title, revision: clue.revision });
  });

  it('means the same by an id in capitals', async () => {
    const { coordinator, reviewer } = people;
    const clue = await clueOf(people);
    const offered = { clueId: clue.id.toUpperCase(), toTeamId: people.team.toUpperCase(), urgency: 'normal' };
    const { id } = await coordinator.ok(coordinator.post('/api/clue-transfers', offered));
    expect(await reviewer.ok(reviewer.get(`/api/processes/${id.toUpperCase()}`))).toMatchObject({ id });
  });

  it('is refused where it forges a cursor', async () => {
    const { coordinator, reviewer } = people;
    const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const forged = [
      'zzz', '', '%F0%9F%92', cursor(), cursor(1, 2), cursor('2026-01-01T00:00:00.000Z'), cursor('2026-01-01T00:00:00.000Z', "' or true --"), cursor('2026-01-01T00:00:00.000Z', '-'.repeat(36)),
      cursor('0001 BC', randomUUID()), cursor('2026-13-45T00:00:00.000Z', randomUUID()), cursor('2026-02-30T00:00:00.000Z', randomUUID()), cursor('0000-01-01T00:00:00.000Z', randomUUID()), cursor('1', randomUUID()), cursor({}, []), cursor(null, null), 'x'.repeat(301),
    ]; // oxfmt-ignore
    for (const path of [
      '/api/tasks?box=pool',
      '/api/tasks?box=done',
      '/api/tasks?box=started',
      '/api/clues?state=registered',
      '/api/processes?open=true',
      '/api/organizations?kind=unit',
    ])
      for (const one of forged)
        expect([path, one, refusal(await coordinator.get(`${path}&cursor=${one}`))]).toEqual([
          path,
          one,
          expect.stringMatching(/^(400 bad-request|422 invalid)$/),
        ]);
    const { items } = await reviewer.ok(reviewer.get('/api/processes'));
    for (const n of [2 ** 40, -(2 ** 31) - 1, 1.5, '7'])
      if (items[0]) expect(refusal(await reviewer.get(`/api/processes/${items[0].id}/timeline?cursor=${cursor(n)}`))).toBe('400 bad-request');
  });
});

describe('a request that is no request of ours', () => {
  it('is refused for its form, and nothing has changed', async () => {
    const { coordinator } = people;
    const before = await amounts();
    const json = { 'content-type': 'application/json' };
    const sent = (body: RequestInit['body'], headers: Record<string, string>, path = '/api/clues') => coordinator.request('POST', path, { body, headers });
    const wrong: [string, Answer][] = [
      ['400 bad-request', await sent('{"title": ', json)],
      ['400 bad-request', await sent('', json)],
      ['400 bad-request', await sent(`{"title": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`, json)],
      ['422 invalid', await sent('[]', json)],
      ['422 invalid', await sent('"text"', json)],
      ['422 invalid', await sent('null', json)],
      ['422 invalid', await people.reviewer.request('POST', '/api/tasks/claim-next', { body: 'null', headers: json })],
      ['400 bad-request', await sent('{"__proto__": {"title": "x"}}', json)],
      ['415 unsupported-type', await sent('<clue/>', { 'content-type': 'application/xml' })],
      ['415 unsupported-type', await sent(JSON.stringify(newClue(people)), { 'content-type': 'text/plain' })],
      ['415 unsupported-type', await sent('title=x', { 'content-type': 'application/x-www-form-urlencoded' })],
      ['413 too-large', await sent(JSON.stringify({ ...newClue(people), content: 'x'.repeat(3 * 1024 * 1024) }), json)],
      ['422 invalid', await sent('{}', json, '/api/documents')],
      ['400 bad-request', await sent('x', { 'content-type': 'multipart/form-data' }, '/api/documents')],
      ['400 bad-request', await sent('--b\r\n', { 'content-type': 'multipart/form-data; boundary=b' }, '/api/documents')],
      [
        '400 bad-request',
        await sent(
          `${'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(9)}--b--\r\n`,
          { 'content-type': 'multipart/form-data; boundary=b' },
          '/api/documents',
        ),
      ],
      ['422 invalid', await coordinator.upload('programme.exe', 'MZ')],
      ['422 invalid', await coordinator.upload('no ending', 'x')],
      ['422 invalid', await coordinator.upload('programme.pdf', 'MZ')],
      ['422 invalid', await coordinator.upload('nothing.txt', '')],
      ['422 invalid', await coordinator.uploadAll([['one.txt', 'x'], ['two.txt', 'y']], '/api/documents')], // oxfmt-ignore
      ['413 too-large', await coordinator.upload('too much.pdf', Buffer.alloc(20 * 1024 * 1024 + 1))],
      ['404 not-found', await coordinator.get('/api/nothing/here')],
      ['404 not-found', await coordinator.post('/api/nothing')],
      ['405 wrong-method', await coordinator.delete('/api/clues')],
      ['405 wrong-method', await coordinator.request('PUT', '/api/clues')],
      ['400 bad-request', await coordinator.get('/api/clues/%E0%A4%A')],
    ];
    expect(wrong.map(([, answer]) => refusal(answer))).toEqual(wrong.map(([expected]) => expected));
    expect(await amounts()).toEqual(before);
    expect((await coordinator.upload('just enough.pdf', Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20 * 1024 * 1024 - 5)]))).status).toBe(201);
  });

  it('is refused by each route that it may not use: without a session, without its token, without the right', async () => {
    const nobody = new Client(product.url);
    const { coordinator, administrator } = people;
    const { paths } = await nobody.ok(nobody.get('/api/openapi.json'));
    const routes = Object.entries(paths as Record<string, Record<string, { security?: object[] }>>).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{\w+\}/g, randomUUID()),
        open: security !== undefined,
      })),
    );
    expect(routes.filter(({ open }) => open).map(({ method, path }) => `${method} ${path}`).sort()).toEqual(['GET /api/health', 'POST /api/password/reset', 'POST /api/session', 'POST /api/set-up', 'POST /api/tokens/look']); // oxfmt-ignore
    for (const { method, path } of routes.filter(({ open }) => !open)) {
      expect([method, path, refusal(await nobody.request(method, path))]).toEqual([method, path, '401 not-logged-in']);
      expect([method, path, refusal(await nobody.request(method, path, { headers: { cookie: 'session=forged' } }))]).toEqual([
        method,
        path,
        '401 not-logged-in',
      ]);
      if (method === 'GET') continue;
      for (const token of ['', 'wrong', 'é'.repeat(43), administrator.me.csrfToken])
        expect([method, path, refusal(await coordinator.request(method, path, { headers: { 'x-csrf-token': token } }))]).toEqual([
          method,
          path,
          '403 bad-csrf-token',
        ]);
    }
    expect(refusal(await administrator.get('/api/clues'))).toBe('403 not-allowed');
    expect(refusal(await coordinator.get('/api/parked'))).toBe('403 not-allowed');
    expect(refusal(await administrator.post('/api/tasks/claim-next'))).toBe('403 not-allowed');
  });
});

describe('requests made up from the description of the interface, with odd ones among them', () => {
  const each = FULL ? 5_000 : 150;
  /** The first never ends; the others end a session, or try the patience of whoever logs in. */
  const leftOut = (who: string) => (who === 'nobody' ? ['/api/events'] : ['/api/events', '/api/session', '/api/password']);
  let description: Description;
  let ids: string[];

  beforeAll(async () => {
    await playSome(people);
    const { coordinator, reviewer, administrator } = people;
    description = new Description(await coordinator.ok(coordinator.get('/api/openapi.json')));
    const lists = [
      [coordinator, '/api/clues'], [coordinator, '/api/processes'], [reviewer, '/api/tasks?box=pool'], [reviewer, '/api/tasks?box=mine'], [reviewer, '/api/notices'], [administrator, '/api/people'],
      [administrator, '/api/organizations'],
    ] as const; // oxfmt-ignore
    const found = await Promise.all(lists.map(([person, path]) => person.ok(person.get(path))));
    ids = found.flatMap(({ items }) => items.slice(0, 10).map(({ id }: { id: string }) => id));
  });

  // The administrator comes last: what is tried then may end what others have.
  it.each(['nobody', 'reviewer', 'coordinator', 'administrator'] as const)(
    `are answered as described, and never by a failure, to %s (seed ${seed})`,
    async (who) => {
      const person = who === 'nobody' ? new Client(product.url) : people[who];
      const answeredAsDescribed = async ({ method, path, headers, body }: MadeUp) => {
        const answer = await person.request(method, path, { headers, body });
        expect(description.fault(method, path, answer)).toBeUndefined();
      };
      await fc.assert(fc.asyncProperty(requests(description, ids, leftOut(who)), answeredAsDescribed), { seed, numRuns: each });
      if (who !== 'nobody') expect((await person.get('/api/me')).status).toBe(200); // they were asked as this person until the end
    },
  );
});
