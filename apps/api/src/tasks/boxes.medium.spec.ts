// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Database } from '#database/database';
import { clock } from '#domain/clock';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import type { Actor } from '../http/actor.js';
import type { EngineState } from '../processes/engine-state.js';
import { BoxesService } from './boxes.service.js';

/** More than are looked up by their number before a box is read. */
const many = 600;

let world: RecordWorld;
let api: Database;
let coordinator: Actor;

beforeAll(async () => {
  world = await recordWorld();
  const { city, owner } = world;
  const unit = randomUUID();
  await owner.query(
    `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at) values ($1::uuid, $2::uuid, $2::uuid, array[$2, $1]::uuid[], 'unit', 'city', '市政府国有资产监督管理委员会', 'State Assets Commission', '市国资委', $3)`,
    [unit, city.city, clock.now()],
  );
  await owner.query(
    `insert into process (id, number, type, version, state, input, organization_id, policy_set, opened_by, opened_at, moved_at, head, unit_id)
     select gen_random_uuid(), 'XZ-2025-' || lpad(n::text, 6, '0'), 'clue-transfer', 1, 'offered', '{}', $1, 1, $2, $3::timestamptz + n * interval '1 minute', $3, '', case when n = 7 then $4::uuid end
     from generate_series(1, ${many}) n`,
    [city.office, city.coordinator, clock.now(), unit],
  );
  api = await Database.connect(world.optionsOf('api'));
  const roles = [{ role: 'coordinator' as const, organizationId: city.office, organization: '', level: 'city' }];
  coordinator = { person: city.coordinator, roles, language: 'zh-CN', now: clock.now() } as Actor;
});
afterAll(async () => {
  await api?.close();
  await world?.close();
});

/** The numbers of what the coordinator has started, as far as it is found by this, page by page. */
async function started(q: string): Promise<string[]> {
  const boxes = new BoxesService(api, { seen: {} } as EngineState);
  const numbers: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page = await boxes.list(coordinator, { box: 'started', limit: 200, q, ...(cursor && { cursor }) });
    numbers.push(...page.items.map(({ process }) => process.number));
    cursor = page.nextCursor;
  }
  return numbers;
}

it.each(['XZ-2025-000007', 'xz-2025-000007', '市国资委', '国有资产', 'state assets'])('finds one process among many that one has started by %s', async (q) => {
  expect(await started(q)).toEqual(['XZ-2025-000007']);
});

it('finds all of them, the newest first, where their numbers begin so widely', async () => {
  const numbers = Array.from({ length: many }, (_, nth) => `XZ-2025-${String(many - nth).padStart(6, '0')}`);
  for (const q of ['xz-2025-', 'XZ-2025-000', 'XZ']) expect([q, await started(q)]).toEqual([q, numbers]);
  expect(await started('xz-2024-')).toEqual([]);
});
