import { v7 as uuid } from 'uuid';
import { clock } from '#domain/clock';
import { planDeadline } from '#domain/deadline';
import type { Database, Transaction } from '#database/database';
import { write, type Locked } from '#database/record/process';
import { currentReference } from '#database/record/reference';
import { inEach } from './in-each.js';

interface Lease {
  id: string;
  step: string;
  holder: string;
  leaseUntil: Date;
}

/** Tells those who hold tasks, once each, that two thirds of their lease are over and that it has run out. The lease itself needs no sweeper: it is compared whenever it is used. */
export async function tellOfLeases(database: Database): Promise<void> {
  const now = clock.now();
  const soon = await database.bare((tx) => lastThird(tx, now));
  await inEach(
    database,
    (tx, ...page) => tx.query<{ id: string }>('select leased_processes as id from leased_processes($1, $2, $3, $4)', [soon, now, ...page]),
    (tx, process) => tellOfProcess(tx, process, soon, now),
  );
}

/** A lease that ends up to this moment is in its last third now. */
async function lastThird(tx: Transaction, now: Date): Promise<Date> {
  const { policies, calendar } = await currentReference(tx, now);
  const lease = policies['claim.lease'];
  return planDeadline({ policy: { ...lease, amount: Math.ceil(lease.amount / 3) }, startedAt: now, calendar }).dueAt;
}

async function tellOfProcess(tx: Transaction, process: Locked, soon: Date, now: Date): Promise<void> {
  const leases = await tx.query<Lease>(
    `select id, step, holder, lease_until as "leaseUntil" from task
     where process_id = $1 and state = 'open' and holder is not null
       and ((lease_until <= $2 and lease_warned_at is null) or (lease_until <= $3 and lease_warned_at < lease_until))
     order by id for no key update`,
    [process.id, soon, now],
  );
  for (const lease of leases) {
    const rung = lease.leaseUntil <= now ? 'expired' : 'warning';
    await tx.run('update task set lease_warned_at = $2 where id = $1', [lease.id, now]);
    await write(tx, process, { at: now, action: `lease-${rung}`, task: lease.step, detail: { holder: lease.holder, until: lease.leaseUntil.toISOString() } });
    await tx.run(`insert into notice (id, process_id, task_id, kind, rung, person_id, at) values ($1, $2, $3, 'lease', $4, $5, $6)`, [
      uuid(),
      process.id,
      lease.id,
      rung,
      lease.holder,
      now,
    ]);
  }
}
