import type { Transaction } from '#database/database';
import { say } from '#domain/language';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { dayWords } from './days.js';
import type { Engine } from './engine-state.js';
import { poolWords } from './pools.js';
import { momentOf, type ProcessRecord, troubleOf } from './process-rows.js';
import type { WaitingView } from './processes.dto.js';
import type { Sight } from './sight.js';
import { nextWords, type Waiting, waitingWords } from './waiting.js';

/** The open task that a process waits for, as the sentence needs it. */
export interface AwaitedTask {
  step: string;
  kind: string;
  pool: string;
  poolName: string;
  /** Who holds it now, by name. */
  holderName?: string | null;
  dueAt: Date | number;
  openedAt: Date;
  deadlineId: string | null;
}

/** The waiting sentence of one process with its parts, for one reader. The process has been entered. */
export async function waitingView(
  tx: Transaction,
  actor: Actor,
  engine: Engine,
  record: ProcessRecord,
  definition: ProcessDefinition,
  sight: Sight,
  task: AwaitedTask | undefined,
): Promise<WaitingView> {
  const shown = task !== undefined && sight.task(task.kind);
  const facts = record.closedAt ? undefined : await besides(tx, record.id, task?.step ?? null, shown ? task.deadlineId : null);
  const next = facts?.rungAt ? { at: facts.rungAt, addressee: facts.addressee!, overdue: facts.overdue! } : undefined;
  const pool = task && say(poolWords(task.pool, task.poolName), actor.language);
  const seesHolder = sight.level === 'handling' || sight.level === 'content';
  const parts: Waiting = {
    state: record.state,
    outcome: record.outcome ?? undefined,
    closedAt: record.closedAt ?? undefined,
    openChildren: facts?.children ?? 0,
    ...troubleOf(record, engine),
    task: task && {
      kind: task.kind,
      shown,
      pool: pool!,
      holder: seesHolder ? (task.holderName ?? undefined) : undefined,
      dueAt: momentOf(task.dueAt),
      nobodyEligible: facts?.nobody ?? false,
    },
    next,
  };
  const day = dayWords(actor.now);
  return {
    sentence: say(waitingWords(parts, definition, day), actor.language),
    forWhom: record.closedAt ? undefined : pool,
    what: shown && !record.closedAt ? say(definition.tasks[task.kind]!.asks, actor.language) : undefined,
    since: record.closedAt ? undefined : task?.openedAt,
    next: next && say(nextWords(next, day), actor.language),
    nextAt: next?.at,
    trouble: parts.trouble,
  };
}

/** What the sentence needs besides, in one look: the next rung, open children, and whether nobody may take the task. */
const besides = (tx: Transaction, process: string, step: string | null, deadline: string | null) =>
  tx.one<{ children: number; nobody: boolean; rungAt: Date | null; addressee: string | null; overdue: boolean | null }>(
    `select (select count(*)::int from process c where c.parent_id = $1 and c.closed_at is null) as children,
       exists (select from timeline_entry where process_id = $1 and action = 'nobody-eligible' and task_step = $2) as nobody,
       r.at as "rungAt", r.addressee, r.at >= d.due_at as overdue
     from (values (1)) one (row)
       left join lateral (select * from deadline d where d.id = $3) d on true
       left join lateral (select * from rung r where r.deadline_id = d.id and r.plan = d.plan and r.state = 'pending' order by r.at limit 1) r on true`,
    [process, step, deadline],
  );
