import type { Reference } from '#database/record/reference';
import { definitionOf } from '#workflows/contracts';
import { doneWords } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { type Language, say } from '#domain/language';
import { problems } from '../http/problem.js';
import { remainingView } from '../processes/deadline-views.js';
import { organizationName, organizationOf } from '../processes/names.js';
import { poolWords } from '../processes/pools.js';
import { momentOf } from '../processes/process-rows.js';
import type { Allowance } from '../processes/views.dto.js';
import { copyNeedsNoClaim } from './held.js';
import { holderAt } from './task.js';
import type { TaskRow } from './tasks.dto.js';

/** A task as lists show it: what may be known of it before it is claimed. */
export interface TaskRecord {
  id: string;
  processId: string;
  step: string;
  kind: string;
  pool: string;
  poolName: string;
  copy: boolean;
  state: 'open' | 'decided' | 'withdrawn';
  holder: string | null;
  holderName: string | null;
  leaseUntil: Date | null;
  notBy: string | null;
  deadlineId: string | null;
  dueAt: Date | number;
  openedAt: Date;
  outcome: string | null;
  decidedAt: Date | null;
  number: string;
  type: string;
  processState: string;
  processOutcome: string | null;
  urgency: string;
  unitId: string | null;
  unit: string | null;
}

/** Columns of `task t` with its process `p`. Names are looked up: most tasks of a pool have no holder. */
export const taskColumns = (
  language: Language,
): string => `t.id, t.process_id as "processId", t.step, t.kind, t.pool, ${organizationName(organizationOf('t.pool'), language)} as "poolName", t.copy, t.state, t.holder, (select h.name from person h where h.id = t.holder) as "holderName", t.lease_until as "leaseUntil", t.not_by as "notBy",
  t.deadline_id as "deadlineId", t.due_at as "dueAt", t.opened_at as "openedAt", t.outcome, t.decided_at as "decidedAt", p.number, p.type, p.state as "processState", p.outcome as "processOutcome", p.urgency, p.unit_id as "unitId", ${organizationName('p.unit_id', language)} as unit`;
export const taskJoins = `join process p on p.id = t.process_id`;

export function taskRow(record: TaskRecord, reference: Reference, actor: Actor, pools: readonly string[]): TaskRow {
  const { language, now } = actor;
  const definition = definitionOf(record.type);
  const kind = definition.tasks[record.kind]!;
  const holder = record.state === 'open' ? holderAt(record, now) : undefined;
  const dueAt = momentOf(record.dueAt);
  return {
    id: record.id,
    kind: record.kind,
    name: say(kind.name, language),
    state: record.state,
    copy: record.copy,
    process: {
      id: record.processId,
      number: record.number,
      type: record.type,
      state: record.processState,
      stateName: say(definition.states[record.processState]!, language),
      outcome: record.processOutcome ?? undefined,
    },
    unit: record.unitId ? { id: record.unitId, name: record.unit! } : undefined,
    urgency: record.urgency,
    pool: { key: record.pool, name: say(poolWords(record.pool, record.poolName), language) },
    holder: holder ? { id: holder, name: record.holderName! } : undefined,
    mine: holder === actor.person,
    leaseUntil: holder ? record.leaseUntil! : undefined,
    dueAt,
    remaining: dueAt && record.state === 'open' ? remainingView(dueAt, reference, actor) : undefined,
    openedAt: record.openedAt,
    decidedAt: record.decidedAt ?? undefined,
    outcome: record.outcome ?? undefined,
    outcomeName: record.outcome ? say(doneWords(kind.outcomes[record.outcome]!), language) : undefined,
    claim: claimAllowance(record, holder, actor, pools),
  };
}

/** Whether the person could claim it now, checked before a button shows it. A recused person does not see the task at all. */
function claimAllowance(record: TaskRecord, holder: string | undefined, actor: Actor, pools: readonly string[]): Allowance {
  const no = (why: { zh: string; en: string }) => ({ allowed: false, why: say(why, actor.language) });
  if (record.state !== 'open') return no(problems['task-decided']);
  if (record.copy) return no(copyNeedsNoClaim);
  if (holder === actor.person) return no({ zh: '您已持有。', en: 'You hold it already.' });
  if (holder) return no({ zh: `已被${record.holderName}认领。`, en: `${record.holderName} has claimed it.` });
  if (record.notBy === actor.person) return no({ zh: '意见由您提出，须由他人审批。', en: 'You made the proposal; somebody else has to approve it.' });
  if (!pools.includes(record.pool)) return no({ zh: '您不在这个队列。', en: 'You do not belong to this pool.' });
  return { allowed: true };
}
