import type { Transaction } from '#database/database';
import { nobodyFor } from '#database/record/people';
import { say } from '#domain/language';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { momentsFrom } from './days.js';
import { type NextRung, nextRung } from './deadline-views.js';
import type { Engine } from './engine-state.js';
import { organizationName, organizationOf } from './names.js';
import { poolWords } from './pools.js';
import { type Awaits, momentOf, type ProcessRecord, troubleOf } from './process-rows.js';
import type { WaitingView } from './processes.dto.js';
import type { Sight } from './sight.js';
import { nextWords, type Waiting, waitingWords } from './waiting.js';

/** The open task that a process waits for, as the sentence needs it. */
export interface AwaitedTask {
  kind: string;
  pool: string;
  poolName: string;
  /** Who holds it now, by name. */
  holderName?: string | null;
  dueAt: Date | number;
  openedAt: Date;
  /** Recusals and separation of duties leave nobody for it. */
  nobody?: boolean;
}

/** What a process waits for, as the record has it. */
export interface Awaited extends Awaits<AwaitedTask> {
  record: Pick<ProcessRecord, 'state' | 'outcome' | 'closedAt' | 'suspendedAt' | 'stuckSince' | 'parkedSince'>;
  /** Of the deadline that the task serves. */
  deadline?: NextRung;
}

/** What one process waits for that has been entered, asked in one go. */
export async function awaitedBy(tx: Transaction, actor: Actor, process: string): Promise<Omit<Awaited, 'record'>> {
  const row = await tx.one<{ openChildren: number; kind: string | null } & AwaitedTask & NextRung>(
    `select t.*, case when t.kind is null then open_children(this.id) else 0 end as "openChildren"
     from (select $1::uuid as id) this left join lateral (
       select t.kind, t.pool, ${organizationName(organizationOf('t.pool'), actor.language)} as "poolName", (select h.name from person h where h.id = t.holder and t.lease_until > $2) as "holderName",
         t.due_at as "dueAt", t.opened_at as "openedAt", ${nobodyFor} as nobody, r.at as "rungAt", r.addressee
       from task t left join deadline d on d.id = t.deadline_id ${nextRung}
       where t.process_id = this.id and t.state = 'open' and not t.copy order by t.due_at, t.id limit 1) t on true`,
    [process, actor.now],
  );
  const { openChildren, ...task } = row!;
  return task.kind === null ? { openChildren } : { task, openChildren, deadline: task };
}

/** The waiting sentence of one process with its parts, for one reader. */
export function waitingView(
  actor: Actor,
  engine: Engine,
  definition: ProcessDefinition,
  sight: Sight,
  { record, task, openChildren, deadline }: Awaited,
): WaitingView {
  const shown = task !== undefined && sight.task(task.kind);
  const next =
    deadline?.rungAt && shown && !record.closedAt
      ? { at: deadline.rungAt, addressee: deadline.addressee!, overdue: deadline.rungAt >= deadline.dueAt }
      : undefined;
  const pool = task && say(poolWords(task.pool, task.poolName), actor.language);
  const awaited = shown && !record.closedAt;
  const parts: Waiting = {
    bare: !sight.course,
    state: record.state,
    outcome: record.outcome ?? undefined,
    closedAt: record.closedAt ?? undefined,
    openChildren,
    ...troubleOf(record, engine),
    task: task && {
      kind: task.kind,
      shown,
      pool: pool!,
      holder: sight.handling ? (task.holderName ?? undefined) : undefined,
      dueAt: momentOf(task.dueAt),
      nobodyEligible: task.nobody ?? false,
    },
    next,
  };
  const moments = momentsFrom(actor.now);
  return {
    sentence: say(waitingWords(parts, definition, moments), actor.language),
    forWhom: awaited ? pool : undefined,
    what: awaited ? say(definition.tasks[task.kind]!.asks, actor.language) : undefined,
    since: awaited ? task.openedAt : undefined,
    next: next && say(nextWords(next, moments), actor.language),
    nextAt: next?.at,
    trouble: parts.bare && parts.trouble === 'suspended' ? undefined : parts.trouble,
  };
}
