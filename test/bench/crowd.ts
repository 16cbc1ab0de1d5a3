import { Client as Postgres } from 'pg';
import { secretsOf } from '#runtime/secrets';
import type { Stage } from './stage.js';

/** A record in which many tasks are open: 200 pools, a reader who is in five of them, a tenth of the tasks there, two in a hundred kept from the reader by a recusal. */
export interface Crowd {
  /** Whose worklist is measured, and the keys of their pools. */
  reader: string;
  pools: string[];
  /** Writes tasks, each with its process and its deadline, until so many have been written; two in three are not yet due. */
  grow(total: number): Promise<void>;
  end(): Promise<void>;
}

const poolCount = 200;
const readersPools = 5;

/** Writes as the administrator of the database, past walls and references: none of this is measured. */
export async function gatherCrowd({ product, reviewers }: Stage): Promise<Crowd> {
  const reader = reviewers[0]!.me.person.id as string;
  const port = product.run().children.postgres!.port;
  const admin = new Postgres({ host: '127.0.0.1', port, user: 'postgres', password: secretsOf(product.data).admin, database: 'liandong' });
  await admin.connect();
  await admin.query('set session_replication_role = replica');
  const pools = await openPools(admin, reader);
  const recusal = await recuse(admin, reader);
  let written = 0;
  return {
    reader,
    pools: pools.slice(0, readersPools),
    async grow(total) {
      for (const step of statements)
        await admin.query(
          step
            .replaceAll(':pools', `'{${pools.join()}}'::text[]`)
            .replaceAll(':from', String(written + 1))
            .replaceAll(':to', String(total)),
        );
      await admin.query(
        `insert into exclusion (person_id, process_id, recusal_id)
         select $1, process_id, $2 from crowd where n > $3 and hashint4(n) % 50 = 0 on conflict do nothing`,
        [reader, recusal, written],
      );
      // Others are recused from a few, too, so that what is expected of a person's recusals is not what the reader has.
      await admin.query(
        `insert into exclusion (person_id, process_id, recusal_id)
         select p.id, c.process_id, $2 from person p, crowd c where p.id <> $1 and c.n > $3 and hashint4(c.n) % 1000 = 7 on conflict do nothing`,
        [reader, recusal, written],
      );
      await admin.query('vacuum analyze');
      await admin.query('checkpoint'); // or else its writing would go on beside what is measured
      written = total;
    },
    end: () => admin.end(),
  };
}

/** Task forces beside the reader's own; the reader joins four of them. @returns the keys of all pools, the reader's first */
async function openPools(admin: Postgres, reader: string): Promise<string[]> {
  await admin.query(
    `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at)
     select twin.id, o.parent_id, o.area_id, o.path[1:cardinality(o.path) - 1] || twin.id, o.kind, o.level, o.name || twin.n, o.name_en || ' ' || twin.n, o.short_name || twin.n, o.created_at
     from role_assignment r join organization o on o.id = r.organization_id, lateral (select uuidv7(), n from generate_series(2, ${poolCount}) n) twin (id, n)
     where r.person_id = $1 and r.role = 'reviewer'`,
    [reader],
  );
  await admin.query(
    `insert into role_assignment (person_id, organization_id, role, pool, since)
     select $1, twin.id, 'reviewer', twin.id || '/reviewer', own.since
     from role_assignment own join organization o on o.id = own.organization_id, lateral (select id from organization where name like o.name || '_%' order by name limit ${readersPools - 1}) twin
     where own.person_id = $1 and own.role = 'reviewer'`,
    [reader],
  );
  await admin.query(
    'create unlogged table crowd (n integer primary key, process_id uuid not null, task_id uuid not null, deadline_id uuid not null, unit_id uuid not null, pool text not null, due_at timestamptz not null)',
  );
  const { rows } = await admin.query<{ pool: string }>(
    `select o.id || '/reviewer' as pool from organization o where o.kind = 'review-task-force'
     order by exists (select from role_assignment r where r.person_id = $1 and r.pool = o.id || '/reviewer') desc, o.name limit ${poolCount}`,
    [reader],
  );
  return rows.map(({ pool }) => pool);
}

async function recuse(admin: Postgres, reader: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    `insert into recusal (id, person_id, tie, relative_name, reason, declared_at) values (uuidv7(), $1, 'relative', '周某', '亲属', now()) returning id`,
    [reader],
  );
  return rows[0]!.id;
}

const statements = [
  // A tenth of all goes to the reader's five pools, the rest to the others in turn.
  `insert into crowd select n, uuidv7(), uuidv7(), uuidv7(), units.ids[1 + n % cardinality(units.ids)],
     (:pools)[case when n % 10 = 0 then 1 + (n / 10) % ${readersPools} else ${readersPools + 1} + n % ${poolCount - readersPools} end],
     date_trunc('day', now()) + ((n::bigint * 7919) % 86400) * interval '1 minute' - interval '20 days'
   from generate_series(:from, :to) n, (select array_agg(id order by id) as ids from organization where kind = 'unit') units`,
  `insert into process (id, number, type, version, state, input, organization_id, unit_id, urgency, policy_set, opened_by, opened_at, moved_at, head, seq, entries)
   select c.process_id, 'XB-2026-' || lpad(c.n::text, 7, '0'), 'clue-transfer', 1, 'offered', '{}', sender.organization_id, c.unit_id, 'normal', 1, sender.person_id, now() - c.n * interval '1 second', now(), '\\x00', 1, 1
   from crowd c join (select row_number() over (order by person_id, organization_id) - 1 as nth, count(*) over () as all, person_id, organization_id
       from role_assignment where role = 'coordinator') sender on sender.nth = c.n % sender.all
   where c.n between :from and :to`,
  `insert into process_reader (process_id, pool, relation) select process_id, pool, 'pool' from crowd where n between :from and :to`,
  `insert into deadline (id, process_id, key, plan, started_at, due_at, provisional, explanation)
   select deadline_id, process_id, 'clue.receipt', 1, due_at - interval '5 days', due_at, false, '[]' from crowd where n between :from and :to`,
  `insert into task (id, process_id, step, kind, pool, unit_id, deadline_id, due_at, opened_at)
   select task_id, process_id, 'sign/1', 'sign', pool, unit_id, deadline_id, due_at, due_at - interval '5 days' from crowd where n between :from and :to`,
];
