// Real: PostgreSQL, the Temporal Server and the worker; the wire between the worker and the server can be cut.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually';
import { wireTo } from './trials/wire.js';
import { trialWorld, type World } from './trials/world.js';

let world: World;
let broken = new Set<string>();
const looks: string[] = [];

const look = async ({ process }: { process: string }) => {
  looks.push(process);
  if (broken.has(process)) throw Object.assign(new Error('Key (name)=(张三) already exists.'), { code: '23505' });
  return 'end' as const;
};

beforeAll(async () => {
  world = await trialWorld();
}, 60_000);
afterAll(() => world.close(), 60_000);

it('shows an activity that keeps failing as stuck, without what it said, and as healed when it succeeds', async () => {
  const host = await world.works(look);
  const { relay } = world.relay();
  const process = await world.open();
  broken = new Set([process]);
  await world.bell(process, 1);
  await eventually(async () => expect(await world.read(process, 'stuck_since')).toBeInstanceOf(Date));
  expect(await world.read(process, 'stuck_step')).toBe('look/1');
  expect(await world.read(process, 'stuck_code')).toBe('23505');

  broken.clear();
  await eventually(async () => expect(await world.read(process, 'stuck_since')).toBeNull());
  await world.workflow(process).result();
  const history = JSON.stringify(await world.workflow(process).fetchHistory(), (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString() : value,
  );
  expect(history).toContain(process);
  expect(history).not.toContain('张三');
  await relay.stop();
  await host.shutdown();
});

it('waits for a server that is away when it starts, and works on after one that was away meanwhile', async () => {
  const wire = await wireTo(world.engine.address);
  await wire.cut();
  const host = await world.works(look, { through: { ...world.engine, address: wire.address } });
  const { relay } = world.relay();
  const [before, after] = [await world.open(), await world.open()];
  await world.bell(before, 1);
  await wire.mend();
  await host.ready;
  await world.workflow(await rung(before)).result();

  await wire.cut();
  await world.bell(after, 1);
  await rung(after);
  expect(looks).not.toContain(after);
  await wire.mend();
  await world.workflow(after).result();

  await relay.stop();
  await host.shutdown();
  await wire.cut();
});

it('ends while the server is away', async () => {
  const wire = await wireTo(world.engine.address);
  const host = await world.works(look, { through: { ...world.engine, address: wire.address } });
  await host.ready;
  await wire.cut();
  await host.shutdown();
});

/** When the engine has taken a process up. */
const rung = (process: string) => eventually(async () => (await world.workflow(process).describe(), process));
