import { say } from '#domain/language';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { momentsFrom } from './days.js';
import type { DeadlineRecord } from './deadline-views.js';
import type { Engine } from './engine-state.js';
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
  /** The deadline that the task serves. */
  deadline?: DeadlineRecord;
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
