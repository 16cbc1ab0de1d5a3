import type { Transaction } from '#database/database';
import { definitionOf } from '#workflows/contracts';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { type Language, say } from '#domain/language';
import { momentsFrom } from './days.js';
import type { ProcessRow } from './processes.dto.js';
import { organizationName, organizationOf } from './names.js';
import { poolWords } from './pools.js';
import { type Engine } from './engine-state.js';
import { type Waiting, waitingWords } from './waiting.js';

/** A process as lists show it, with the names that belong to it. */
export interface ProcessRecord {
  id: string;
  number: string;
  type: string;
  version: number;
  state: string;
  outcome: string | null;
  urgency: string;
  organizationId: string;
  organization: string;
  unitId: string | null;
  unit: string | null;
  openedAt: Date;
  closedAt: Date | null;
  suspendedAt: Date | null;
  stuckSince: Date | null;
  parkedSince: Date | null;
  subjectId: string | null;
  policySet: number;
}

/** With how much its reader may know of it. */
export interface SeenRecord extends ProcessRecord {
  /** No more than number and organisation. */
  bare: boolean;
}

/** Columns of `process p`. */
export const processColumns = (
  language: Language,
): string => `p.id, p.number, p.type, p.version, p.state, p.outcome, p.urgency, p.organization_id as "organizationId", ${organizationName('p.organization_id', language)} as organization, p.unit_id as "unitId", ${organizationName('p.unit_id', language)} as unit,
  p.opened_at as "openedAt", p.closed_at as "closedAt", p.suspended_at as "suspendedAt", p.stuck_since as "stuckSince", p.parked_since as "parkedSince", p.subject_id as "subjectId", p.policy_set as "policySet"`;

/** How many children of a process that has been entered are open: none of them is within reach there. */
export const openChildrenOf = async (tx: Transaction, process: string): Promise<number> =>
  (await tx.one<{ open: number }>('select open_children($1) as open', [process]))!.open;

/** The open task that a process waits for. */
export interface WaitingTask {
  processId: string;
  kind: string;
  step: string;
  pool: string;
  poolName: string;
  dueAt: Date | number;
  openedAt: Date;
  deadlineId: string | null;
  /** Recusals and separation of duties leave nobody for it. */
  nobody: boolean;
}

/** For each process that the person may see, the open task that is due first. */
export async function waitingTasks(tx: Transaction, ids: string[], language: Language): Promise<Map<string, WaitingTask>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<WaitingTask>(
    `select w.process_id as "processId", w.kind, w.step, w.pool, ${organizationName(organizationOf('w.pool'), language)} as "poolName", w.due_at as "dueAt", w.opened_at as "openedAt", w.deadline_id as "deadlineId", w.nobody
     from waiting_tasks($1) w`,
    [ids],
  );
  return new Map(rows.map((row) => [row.processId, row]));
}

/** What a process waits for: its open task, or else its open children. */
export interface Awaits<Task = WaitingTask> {
  task?: Task;
  /** Asked for only where no task waits. */
  openChildren: number;
}

/** The same of all processes of a list, with those of their children that the person may see. */
export async function awaitsOf(tx: Transaction, records: ProcessRecord[], language: Language): Promise<(record: ProcessRecord) => Awaits> {
  const tasks = await waitingTasks(tx, records.map(({ id }) => id), language); // oxfmt-ignore
  const others = records.filter(({ id, closedAt }) => !closedAt && !tasks.has(id)).map(({ id }) => id);
  const children = new Map<string, number>();
  if (others.length > 0)
    for (const { parent, open } of await tx.query<{ parent: string; open: number }>(
      'select parent_id as parent, count(*)::int as open from process where parent_id = any ($1) and closed_at is null group by parent_id',
      [others],
    ))
      children.set(parent, open);
  return ({ id }) => ({ task: tasks.get(id), openChildren: children.get(id) ?? 0 });
}

/** A moment of the record; PostgreSQL's infinity means that there is none. */
export const momentOf = (at: Date | number | null | undefined): Date | undefined => (at instanceof Date ? at : undefined);

/** What troubles a process, the gravest first. */
export function troubleOf(
  record: Pick<ProcessRecord, 'stuckSince' | 'parkedSince' | 'suspendedAt'>,
  engine: Engine,
): Pick<Waiting, 'trouble' | 'troubleSince'> {
  if (record.stuckSince) return { trouble: 'stuck', troubleSince: record.stuckSince };
  if (record.parkedSince) return { trouble: 'parked', troubleSince: record.parkedSince };
  if (record.suspendedAt) return { trouble: 'suspended', troubleSince: record.suspendedAt };
  if (engine.awaySince) return { trouble: 'engine-away', troubleSince: engine.awaySince };
  return {};
}

/** A process as one row of a list. Lists tell only what is shared with everybody who may see the process; an administrator sees number and organisation. */
export function processRow(
  record: SeenRecord,
  { task, openChildren }: Awaits<Pick<WaitingTask, 'kind' | 'pool' | 'poolName' | 'dueAt' | 'nobody'>>,
  engine: Engine,
  actor: Actor,
): ProcessRow {
  const { language, now } = actor;
  const { bare } = record;
  const definition = definitionOf(record.type);
  const shown = !bare && task !== undefined && definition.shared.tasks.includes(task.kind);
  const dueAt = shown ? momentOf(task.dueAt) : undefined;
  const waiting: Waiting = {
    bare,
    state: record.state,
    outcome: record.outcome ?? undefined,
    closedAt: record.closedAt ?? undefined,
    openChildren,
    ...troubleOf(record, engine),
    task: task && { kind: task.kind, shown, pool: say(poolWords(task.pool, task.poolName), language), dueAt, nobodyEligible: task.nobody },
  };
  const sentence = say(waitingWords(waiting, definition, momentsFrom(now)), language);
  const course = bare ? bareCourse(record, language) : courseOf(record, definition, language);
  return {
    id: record.id,
    number: record.number,
    type: record.type,
    typeName: say(definition.name, language),
    ...course,
    organization: { id: record.organizationId, name: record.organization },
    openedAt: record.openedAt,
    closedAt: record.closedAt ?? undefined,
    dueAt,
    overdue: dueAt !== undefined && dueAt <= now,
    sentence,
  };
}

type Course = Pick<ProcessRow, 'state' | 'stateName' | 'outcome' | 'urgency' | 'unit'>;

const courseOf = (record: ProcessRecord, definition: ProcessDefinition, language: Language): Course => ({
  state: record.state,
  stateName: say((record.closedAt && definition.outcomes[record.outcome ?? '']) || definition.states[record.state]!, language),
  outcome: record.outcome ?? undefined,
  urgency: record.urgency,
  unit: record.unitId ? { id: record.unitId, name: record.unit! } : undefined,
});

/** What is left of it for who may know no more than that it is open. */
const bareCourse = ({ closedAt }: ProcessRecord, language: Language): Course =>
  closedAt
    ? { state: 'closed', stateName: say({ zh: '已办结', en: 'Closed' }, language) }
    : { state: 'open', stateName: say({ zh: '在办', en: 'Open' }, language) };
