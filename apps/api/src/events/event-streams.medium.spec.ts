// Real: PostgreSQL with its walls, the role of the api, and the listener. Only the connection to the browser is played.
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '#database/database';
import { lockProcess, write } from '#database/record/process';
import { elsewhere } from '#runtime/databases';
import { testDatabase, type TestDatabase } from '#testing/database';
import { engine } from '#testing/engine';
import { eventually } from '#testing/eventually';
import { fillEveryTable, type Matter } from '#testing/every-table';
import type { Actor, HeldRole } from '../http/actor.js';
import type { EngineState } from '../processes/engine-state.js';
import { EventStreams } from './event-streams.service.js';
import { Revocations } from './revocations.js';

let record: TestDatabase;
let admin: Client;
let matter: Matter;
let api: Database;
let streams: EventStreams;
const revocations = new Revocations();
let actor: Actor;
const told: string[] = [];

beforeAll(async () => {
  record = await testDatabase();
  admin = new Client(elsewhere(engine().postgres.adminUrl, { database: record.name }));
  await admin.connect();
  matter = (await fillEveryTable(admin)).first;
  const options = { url: record.urls.api, program: 'api' };
  api = await Database.connect(options);
  streams = new EventStreams(api, { seen: {} } as EngineState, revocations, options);
  streams.onModuleInit();
  await admin.query(`update session set seen_at = now(), expires_at = now() + interval '1 day'`);
  const { rows: roles } = await admin.query<HeldRole>('select role, organization_id as "organizationId" from role_assignment where person_id = $1', [
    matter.sender,
  ]);
  actor = { person: matter.sender, roles, session: Buffer.from(matter.sender) } as Actor;
  await streams.open(actor, browser(told));
});
afterAll(async () => {
  await streams?.beforeApplicationShutdown();
  await api?.close();
  await admin?.end();
  await record?.drop();
});

/** A browser's end of a stream, which writes down what kinds of events it is told. */
const browser = (told: string[], more: { destroyed?: boolean; writableLength?: number } = {}) => {
  const emitter = new EventEmitter();
  const response = {
    writeHead: () => undefined,
    write: (text: string) => void told.push(/^event: (\w+)/.exec(text)?.[1] ?? ''),
    end: () => void told.push('end'),
    destroy: () => {
      told.push('cut');
      emitter.emit('close');
    },
  };
  return Object.assign(emitter, response, more) as unknown as ServerResponse;
};

const times = (event: string) => told.filter((one) => one === event).length;

async function happen(): Promise<void> {
  await api.as({ person: matter.sender }, async (tx) => {
    tx.enter(matter.process);
    await write(tx, (await lockProcess(tx, matter.process))!, { at: new Date('2026-03-03T01:00:00Z'), action: 'claim' });
  });
}

it('tells pages to read again when a look at the record fails, and once more when the record can be looked at again', async () => {
  // It listens once it hears of what happens.
  await eventually(async () => {
    await happen();
    expect(times('process')).toBeGreaterThan(0);
  });

  const gaps = times('gap');
  await admin.query('revoke execute on function seen_by(uuid[], uuid[]) from liandong_api');
  await happen();
  await eventually(() => expect(times('gap')).toBe(gaps + 1));
  await admin.query('grant execute on function seen_by(uuid[], uuid[]) to liandong_api');
  await eventually(() => expect(times('gap')).toBe(gaps + 2));

  const before = times('process');
  await happen();
  await eventually(() => expect(times('process')).toBeGreaterThan(before));
});

it('says nothing to a browser that is gone before its stream is opened, or after', async () => {
  const [before, after]: [string[], string[]] = [[], []];
  await streams.open(actor, browser(before, { destroyed: true }));
  const leaving = browser(after);
  await streams.open(actor, leaving);
  leaving.emit('close');
  const heard = times('process');
  await happen();
  await eventually(() => expect(times('process')).toBeGreaterThan(heard));
  expect([before, after]).toEqual([[], ['', 'engine']]);
});

it('tells pages to read again where more has changed than is worth naming', async () => {
  const before = times('gap');
  // However they come in, in one piece or in several between which the record is looked at.
  await admin.query(
    `select pg_notify('record', string_agg(gen_random_uuid()::text, ',')) from generate_series(1, 180), generate_series(1, 12) batch group by batch`,
  );
  await eventually(() => expect(times('gap')).toBeGreaterThan(before));
});

describe('a stream', () => {
  /** Another session of somebody, the sender unless told. */
  const session = async (name: string, person = matter.sender): Promise<Actor> => {
    const hash = Buffer.from(name);
    await admin.query(
      `insert into session (id, id_hash, person_id, csrf_token, created_at, seen_at, expires_at) values (gen_random_uuid(), $1, $2, $3, now(), now(), now() + interval '1 day')`,
      [hash, person, name],
    );
    return { ...actor, person, session: hash };
  };

  it('is refused to a session that has too many, until one of them is closed; and leaves nothing behind', async () => {
    const [busy, another] = [await session('busy'), await session('another')];
    const [begun, ended] = [jest.spyOn(globalThis, 'setInterval'), jest.spyOn(globalThis, 'clearInterval')];
    const open = Array.from({ length: 50 }, () => browser([]));
    for (const one of open) await streams.open(busy, one);
    await expect(streams.open(busy, browser([]))).rejects.toThrow('too-many-streams');
    const other = browser([]);
    await streams.open(another, other);
    for (const one of open) one.emit('close');
    const once = browser([]);
    await streams.open(busy, once);
    for (const one of [other, once]) one.emit('close');
    const timers = begun.mock.results.map(({ value }) => value as NodeJS.Timeout);
    expect(timers).toHaveLength(52 * 2);
    const left = new Set(ended.mock.calls.map(([timer]) => timer));
    expect(timers.filter((timer) => !left.has(timer))).toEqual([]);
    jest.restoreAllMocks();
  });

  it('is cut where it is not read', async () => {
    const told: string[] = [];
    await streams.open(await session('slow'), browser(told, { writableLength: 2_000_000 }));
    expect(told).toEqual(['', 'engine', 'cut']);
  });

  it('ends with the rights of its person, whether or not the end is read; others go on', async () => {
    const [ended, goesOn]: [string[], string[]] = [[], []];
    await streams.open(await session('one', matter.reviewer), browser(ended));
    await streams.open(await session('two', matter.colleague), browser(goesOn));
    revocations.changed(matter.reviewer);
    expect([ended, goesOn]).toEqual([
      ['', 'engine', 'ended', 'end'],
      ['', 'engine'],
    ]);
    await eventually(() => expect(ended.at(-1)).toBe('cut'));
  });

  it('is open only once it knows the rights whose change will end it', async () => {
    const told: string[] = [];
    const late = await session('late', matter.colleague);
    await admin.query('begin');
    await admin.query('lock recusal in access exclusive mode');
    const opening = streams.open(late, browser(told));
    await eventually(async () =>
      expect((await admin.query(`select from pg_locks where relation = 'recusal'::regclass and not granted`)).rowCount).toBeGreaterThan(0),
    );
    expect(told).toEqual([]);
    await admin.query('commit');
    await opening;
    expect(told).toEqual(['', 'engine']);
    await admin.query(
      `insert into recusal (id, person_id, tie, relative_name, reason, declared_at) values (gen_random_uuid(), $1, 'relative', '某', '某', now())`,
      [matter.colleague],
    );
    await eventually(() => expect(told.slice(2, 4)).toEqual(['ended', 'end']));
  });

  it('is not opened for a session that has ended', async () => {
    const gone = { ...actor, session: Buffer.from('gone') };
    await expect(streams.open(gone, browser([]))).rejects.toThrow('not-logged-in');
  });
});
