// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { clock } from '#domain/clock';
import { Database } from '#database/database';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import type { Actor } from '../http/actor.js';
import type { ClueBody } from './clues.dto.js';
import { CluesService } from './clues.service.js';

const many = 10_000;
/** How many rows a request may touch: the fifty of a page, each with what hangs on it, but not all that there are. */
const few = 1_500;

let world: RecordWorld;
let api: Database;
let service: CluesService;
let coordinator: Actor;
let unit: string;

beforeAll(async () => {
  world = await recordWorld();
  const { city, owner } = world;
  unit = randomUUID();
  await owner.query(
    `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $2::uuid, $2::uuid, array[$2, $1]::uuid[], 'unit', 'city', '单位', 'Unit', '单位', $3)`,
    [unit, city.city, clock.now()],
  );
  // Every clue has been offered once: all of them are in the coordinator's sight, and so are their processes.
  await owner.query(
    `with registered as (
       insert into clue (id, number, title, content, unit_id, source, secrecy, organization_id, registered_by, registered_at)
       select gen_random_uuid(), 'XS-2025-' || n, '线索' || n, '', $1, 'inspection', 'internal', $2, $3, $4::timestamptz - n * interval '1 minute' from generate_series(1, ${many}) n returning id, number),
     process as (
       insert into process (id, number, type, version, state, input, organization_id, policy_set, opened_by, opened_at, moved_at, head)
       select gen_random_uuid(), 'XB' || number, 'clue-transfer', 1, 'offered', '{}', $2, 1, $3, $4, $4, '' from registered returning id, number)
     insert into clue_transfer (process_id, clue_id, to_team_id) select p.id, r.id, $5 from registered r join process p on p.number = 'XB' || r.number`,
    [unit, city.office, city.coordinator, clock.now(), city.team],
  );
  await owner.query(`insert into clue_subject (id, clue_id, kind, name) select gen_random_uuid(), id, 'person', '王某' from clue`);
  await owner.query('analyze');
  await owner.query('select pg_stat_force_next_flush()'); // what filling it has touched is not counted below
  api = await Database.connect({ ...world.optionsOf('api'), poolSize: 1 });
  service = new CluesService(api);
  const roles = [{ role: 'coordinator' as const, organizationId: city.office, organization: '', level: 'city' }];
  coordinator = { person: city.coordinator, roles, language: 'zh-CN', now: clock.now() } as Actor;
});
afterAll(async () => {
  await api?.close();
  await world?.close();
});

const body = (name: string): ClueBody => ({
  title: '线索',
  content: '内容',
  unitId: unit,
  source: 'inspection',
  secrecy: 'internal',
  subjects: [{ kind: 'person', name }],
});

/** The rows that PostgreSQL touched for it. */
async function touched(work: () => Promise<unknown>): Promise<number> {
  // Written down by the one connection that the api has here, at the end of this transaction.
  const counted = async () => {
    await api.bare((tx) => tx.query('select pg_stat_force_next_flush()'));
    const { rows } = await world.owner.query<{ sum: number }>('select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))::int as sum from pg_stat_user_tables');
    return rows[0]!.sum;
  };
  const before = await counted();
  await work();
  return (await counted()) - before;
}

it('reads, registers and corrects one clue among many without going through all of them', async () => {
  const clue = await service.register(coordinator, body('李某'));
  expect(clue.subjects).toEqual([{ kind: 'person', name: '李某', position: undefined }]);

  expect(await touched(() => service.read(coordinator, clue.id, undefined))).toBeLessThan(few);
  expect(await touched(() => service.register(coordinator, body('张某')))).toBeLessThan(few);
  expect(await touched(() => service.correct(coordinator, clue.id, { revision: 1, subjects: [] }))).toBeLessThan(few);
});

it('reads a page of them without going through all of them', async () => {
  const page = await service.list(coordinator, { limit: 50 });
  expect(page.items).toHaveLength(50);

  expect(await touched(() => service.list(coordinator, { limit: 50 }))).toBeLessThan(few);
  expect(await touched(() => service.list(coordinator, { limit: 50, cursor: page.nextCursor! }))).toBeLessThan(few);
});

it.each(['XS-2025-4711', 'xs-2025-4711', '2025-4711', '线索4711'])('finds one of them by %s', async (q) => {
  const { items } = await service.list(coordinator, { limit: 50, q });
  expect(items.map(({ number }) => number)).toEqual(['XS-2025-4711']);
});
