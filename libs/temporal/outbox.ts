import type { Database, Transaction } from '#database/database';
import type { Ringable } from './ring.js';

/** The bells of one process that a relay has taken upon itself. */
export interface Leased {
  /** As the record has it now; undefined where there is none with this id. */
  process?: Ringable;
  processId: string;
  /** Exactly these rows are deleted when the bell has rung. */
  ids: string[];
  /** The highest number among them; undefined where one of them says only "look". */
  upTo?: number;
  /** An administrator wants the process driven again, by a new workflow if need be. */
  retry: boolean;
}

/** A relay that dies is survived by its leases; others take the rows after this many milliseconds. */
const lease = 15_000;

/** Takes all bells of at most `atMost` processes, none of which another relay has in hand or holds back; a retry is not held back. Where all of them may wait they are left for now. */
export async function leaseProcesses(database: Database, now: Date, atMost: number): Promise<Leased[]> {
  const leased = await database.door<
    { processId: string; ids: string[]; upTo: number | null; retry: boolean } & { [Field in keyof Ringable]: Ringable[Field] | null }
  >(
    `with due as (
       select process_id from outbox bell
       where (leased_until is null or leased_until <= $1) and (patient_until is null or patient_until <= $1)
         and (retry or not exists (select from outbox held where held.process_id = bell.process_id and held.leased_until > $1))
       group by process_id order by min(id) limit $2
     ), free as (
       select id from outbox where process_id in (select process_id from due) and (leased_until is null or leased_until <= $1)
       order by id for update skip locked
     ), taken as (
       update outbox set leased_until = $3 from free where outbox.id = free.id returning outbox.id, process_id, seq, retry
     ), bells as (
       select process_id, array_agg(id::text order by id) as ids, min(id) as first, case when bool_and(seq is not null) then max(seq) end as up_to, bool_or(retry) as retry
       from taken group by process_id
     )
     select b.process_id as "processId", b.ids, b.up_to as "upTo", b.retry, p.id, p.type, p.version, p.input, p.closed_at as "closedAt"
     from bells b left join process p on p.id = b.process_id order by b.first`,
    [now, atMost, new Date(now.getTime() + lease)],
  );
  return leased.map(({ processId, ids, upTo, retry, ...process }) => ({
    process: process.id === null ? undefined : (process as Ringable),
    processId,
    ids,
    upTo: upTo ?? undefined,
    retry,
  }));
}

/** What the record says of some processes, by their ids. */
export async function readProcesses(tx: Transaction, ids: string[]): Promise<Map<string, Ringable>> {
  if (ids.length === 0) return new Map();
  const processes = await tx.query<Ringable>(`select id, type, version, input, closed_at as "closedAt" from process where id = any ($1)`, [ids]);
  return new Map(processes.map((process) => [process.id, process]));
}

/** Deletes bells that have been delivered. */
export const deleteRows = (database: Database, ids: string[]): Promise<unknown> => database.door('delete from outbox where id = any ($1)', [ids]);

/** Leaves bells alone until a moment; the other bells of their process with them. */
export const holdBack = (database: Database, ids: string[], until: Date): Promise<unknown> =>
  database.door('update outbox set leased_until = $2 where id = any ($1)', [ids, until]);

/** Notes that the engine has ended a process which the record, as it is now, calls open. False where the record has closed it. */
export async function park(tx: Transaction, process: string, at: Date): Promise<boolean> {
  const row = await tx.one<{ park: boolean }>('select park($1, $2)', [process, at]);
  if (row?.park) tx.announce(process);
  return row?.park === true;
}
