import type { Client } from 'pg';
import { clock } from '#domain/clock';
import { defaultPolicies } from '#domain/default-policies';
import { holidays } from '#domain/holidays';
import { installation } from './record/chain.js';

const since = '2020-01-01T00:00:00+08:00';

/** Puts the default policies and the published calendar into the record, where they are not there yet. */
export async function seedReference(owner: Client): Promise<void> {
  await owner.query('insert into policy_set (version, effective_at, basis) values (1, $1, $2) on conflict do nothing', [since, '本市默认']);
  const policies = Object.values(defaultPolicies);
  const loaded = await owner.query(
    'insert into deadline_policy (policy_set, key, body) select 1, key, body from unnest($1::text[], $2::jsonb[]) p (key, body) on conflict do nothing',
    [policies.map(({ key }) => key), policies.map((policy) => JSON.stringify(policy))],
  );
  if (loaded.rowCount) await tell(owner, 'policies-loaded', { set: 1, policies: loaded.rowCount });
  const days = [...holidays.days];
  const covered = await owner.query(
    'insert into calendar_day (day, working, name, name_en) select * from unnest($1::date[], $2::boolean[], $3::text[], $4::text[]) on conflict do nothing',
    [days.map(([day]) => day), days.map(([, { working }]) => working), days.map(([, { name }]) => name.zh), days.map(([, { name }]) => name.en)],
  );
  await owner.query('insert into calendar_year (year, basis) values ($1, $2) on conflict do nothing', [holidays.coveredThrough, '国务院办公厅放假安排']);
  if (covered.rowCount) await tell(owner, 'calendar-loaded', { through: holidays.coveredThrough, days: covered.rowCount });
}

const tell = (owner: Client, action: string, detail: Record<string, unknown>) =>
  owner.query('select append_to_chain($1, $2, $3, null, $4)', [installation, clock.now(), action, JSON.stringify(detail)]);
