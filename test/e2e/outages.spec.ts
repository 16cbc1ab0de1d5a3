import { Client as EngineClient, Connection } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { workflowIdOf } from '#temporal/names';
import { eventually } from '#testing/eventually';
import { atRest } from '#testing/fast-forward';
import { type Product, startProduct } from '#testing/product';
import { offer, playThrough } from '../faults/play.js';
import { type Cast, cast } from './cast.js';
import { type Answer, Client } from './client.js';
import { everything, saysAway } from './everything.js';
import { standStill } from './standing-still.js';
import { closed, decide, taskOf } from './tasks.js';

/** The whole product while what it stands on is away: standing still, and killed. */
let product: Product;
let people: Cast;

beforeAll(async () => {
  product = await startProduct();
  people = await cast(product);
}, 300_000);

afterAll(() => product.stop(), 60_000);

const patience = 300_000;
const healthOf = async () => new Client(product.url).get('/api/health');
const engine = async () => (await people.supervisor.ok(people.supervisor.get('/api/board'))).engine;

describe('a process whose workflow somebody has ended', () => {
  it(
    'is shown to administrators as parked once it should go on, and goes on by their retry alone',
    async () => {
      const { reviewer, administrator, coordinator } = people;
      const process = await offer(people);
      const { id: task } = await taskOf(reviewer, process, 'sign');
      const connection = await Connection.connect({ address: product.run().temporalAddress! });
      const client = new EngineClient({ connection, namespace: 'liandong' });
      await atRest(client, workflowIdOf(process)); // it is there within two seconds; what it has under way would still be done
      const story = client.workflow.getHandle(workflowIdOf(process));
      expect(await story.query('__stack_trace')).toBe(''); // the sandbox follows no promises: apps/worker/src/sandbox-threads.ts
      await story.terminate('by somebody');
      await connection.close();

      await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
      await reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'return', reason: '不属于受理范围' }));
      const parked = async () => (await administrator.ok(administrator.get('/api/parked'))).items.find(({ process: its }: any) => its.id === process);
      await eventually(async () => expect(await parked()).toMatchObject({ trouble: 'parked', since: expect.any(String) }));
      const retry = `/api/parked/${process}/retry`;
      expect(await coordinator.post(retry)).toMatchObject({ status: 403 });
      expect(await administrator.post(retry)).toMatchObject({ status: 204 });
      expect(await closed(coordinator, process)).toMatchObject({ outcome: 'returned' });
      expect(await parked()).toBeUndefined();
      expect(await administrator.post(retry)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    },
    patience,
  );
});

describe('while Temporal Server is away', () => {
  it(
    'accepts commands and says so; afterwards all goes on by itself',
    async () => {
      const { coordinator, reviewer, lead, supervisor } = people;
      const signed = await offer(people);
      const recalled = await offer(people);
      await taskOf(reviewer, recalled, 'sign');
      const { id: task } = await taskOf(reviewer, signed, 'sign');

      const goOn = standStill(product, 'temporal');
      try {
        await eventually(async () => expect(await engine()).toMatchObject({ away: true, since: expect.any(String) }));
        const offered = await offer(people);
        const waiting = await coordinator.ok(coordinator.get(`/api/processes/${offered}`));
        expect(waiting).toMatchObject({ state: 'offered', waiting: { trouble: 'engine-away', sentence: expect.stringContaining('暂时离线') } });

        const { id: sign } = await taskOf(reviewer, offered, 'sign'); // what is offered now is there at once, and can be signed for
        await decide(reviewer, offered, 'sign', { outcome: 'sign' });
        expect(await reviewer.get(`/api/tasks/${sign}`)).toMatchObject({ status: 200, body: { state: 'decided' } });

        await reviewer.ok(reviewer.post(`/api/tasks/${task}/claim`));
        expect(await reviewer.ok(reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'sign' }))).toMatchObject({ state: 'decided', outcome: 'sign' });
        const view = await coordinator.ok(coordinator.get(`/api/processes/${signed}`, { 'accept-language': 'en' }));
        expect(view).toMatchObject({ state: 'received', waiting: { trouble: 'engine-away', sentence: expect.stringContaining('The engine has been away') } });
        expect(await coordinator.ok(coordinator.post(`/api/processes/${recalled}/recall`, { reason: '误送' }))).toMatchObject({ outcome: 'recalled' });

        const rows = (await supervisor.ok(supervisor.get('/api/processes?open=true&limit=200'))).items;
        expect(rows.find(({ id }: any) => id === offered).sentence).toContain('暂时离线');
        expect(await healthOf()).toMatchObject({
          status: 200,
          body: { status: 'degraded', parts: { temporal: { status: 'down' }, postgres: { status: 'ok' } } },
        });

        goOn();
        await eventually(async () => expect(await engine()).toMatchObject({ away: false }));
        for (const process of [offered, signed]) {
          await decide(reviewer, process, 'propose-disposition', { outcome: 'closed', opinion: '予以了结' });
          await decide(lead, process, 'approve-disposition', { outcome: 'approve' });
          await decide(reviewer, process, 'report-result', { outcome: 'reported', result: '已了结' });
          expect(await closed(coordinator, process)).toMatchObject({ outcome: 'concluded' });
        }
        await eventually(async () => expect((await healthOf()).body).toMatchObject({ status: 'ok' }));
      } finally {
        goOn();
      }
    },
    patience,
  );

  it(
    'loses nothing where it is killed',
    async () => {
      product.kill('temporal');
      const process = await offer(people);
      await playThrough(people, people.reviewer, process);
    },
    patience,
  );
});

describe('while PostgreSQL is away', () => {
  it(
    'answers each request that it is away, and afterwards serves as before',
    async () => {
      const process = await offer(people);
      const goOn = standStill(product, 'postgres');
      try {
        for (let nth = 0; nth < 2; nth++) (await everything(product, people)).forEach(saysAway);
        expect(await healthOf()).toMatchObject({ status: 503, body: { status: 'down', parts: { api: { status: 'ok' }, postgres: { status: 'down' } } } });
      } finally {
        goOn();
      }
      await eventually(async () => expect(await healthOf()).toMatchObject({ status: 200, body: { status: 'ok' } }));
      await playThrough(people, people.reviewer, process);
    },
    patience,
  );

  it(
    'answers so where it is killed, and serves again once it has been started again',
    async () => {
      const process = await offer(people);
      const before = product.run().children.postgres!.pid;
      product.kill('postgres');
      const answers: Answer[] = [];
      await eventually(async () => {
        const latest = await Promise.all(Array.from({ length: 30 }, () => people.coordinator.get('/api/board')));
        answers.push(...latest);
        expect(product.run().children.postgres?.pid).not.toBe(before);
        expect(latest.filter(({ status }) => status !== 200)).toEqual([]);
      });
      answers.filter(({ status }) => status !== 200).forEach(saysAway);
      await playThrough(people, people.reviewer, process);
      await eventually(async () => expect(await healthOf()).toMatchObject({ status: 200, body: { status: 'ok' } }));
    },
    patience,
  );
});
