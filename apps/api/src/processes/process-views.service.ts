import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import { nobodyFor } from '#database/record/people';
import { reference } from '#database/record/reference';
import { definitionOf } from '#workflows/contracts';
import { doneWords, type ProcessDefinition } from '#workflows/kit/contract';
import { type Actor, poolsInSightOf } from '../http/actor.js';
import { say } from '#domain/language';
import { Problem } from '../http/problem.js';
import { actsOn } from './acts.js';
import { deadlineSelect, type DeadlineRecord, deadlineView } from './deadline-views.js';
import { EngineState } from './engine-state.js';
import { ProcessKinds } from './kinds.js';
import { type Matter, matterFor, standsAs } from './matter.js';
import { nameIn } from './names.js';
import { poolWords } from './pools.js';
import { processColumns, type ProcessRecord, processRow, momentOf, openChildrenOf } from './process-rows.js';
import type { ProcessTaskView, ProcessView, StageView } from './processes.dto.js';
import { clueOfTransfer, closest, type Sight, sightOf } from './sight.js';
import { waitingView } from './waiting-view.js';

/** A task of the process, with the names that belong to it. */
interface TaskRecord {
  id: string;
  step: string;
  kind: string;
  pool: string;
  poolName: string;
  copy: boolean;
  state: string;
  holder: string | null;
  holderName: string | null;
  outcome: string | null;
  decidedBy: string | null;
  deciderName: string | null;
  openedAt: Date;
  decidedAt: Date | null;
  dueAt: Date | number;
  deadlineId: string | null;
  nobody: boolean;
}

/** Projects a process for one reader: the policy module decides what there is to see, and the page is whole without the rest. */
@Injectable()
export class ProcessViews {
  constructor(
    private readonly kinds: ProcessKinds,
    private readonly engine: EngineState,
  ) {}

  async view(tx: Transaction, actor: Actor, id: string): Promise<ProcessView> {
    const matter = await matterFor(tx, actor, { process: id }, 'process.read');
    tx.enter(id);
    const definition = definitionOf(matter.type);
    const sight = sightOf(matter.standings, definition);
    const [record, tasks, deadlines, facts] = await Promise.all([
      tx.one<ProcessRecord>(`select ${processColumns(actor.language)} from process p where p.id = $1`, [id]),
      this.tasks(tx, actor, id),
      tx.query<DeadlineRecord>(`${deadlineSelect} where d.process_id = $1 order by d.met_at is not null, d.due_at`, [id]),
      sight.course ? this.kinds.facts(tx, matter.type, id, sight) : [],
    ]);
    if (!record) throw new Problem('not-found');
    const policies = await reference(tx, record.policySet);
    const engine = this.engine.seen;
    const open = tasks.filter(({ state, copy }) => state === 'open' && !copy).sort((a, b) => Number(a.dueAt) - Number(b.dueAt))[0];
    const openChildren = open || record.closedAt ? 0 : await openChildrenOf(tx, id); // who waits for a task is not said to wait for children
    const deadline = open && deadlines.find(({ id: its }) => its === open.deadlineId);
    const waiting = waitingView(actor, engine, definition, sight, { record, task: open, openChildren, deadline });
    const row = processRow({ ...record, bare: !sight.course }, { task: open, openChildren }, engine, actor);
    return {
      ...row,
      sentence: waiting.sentence,
      version: record.version,
      relation: closest(matter.standings),
      receiver: this.receiver(tasks, sight),
      waiting,
      path: sight.course ? this.path(actor, record, definition, sight, tasks) : [],
      facts: facts.map(({ key, name, value }) => ({ key, name: say(name, actor.language), value: say(value, actor.language) })),
      deadlines: deadlines.filter(({ key }) => sight.deadline(key)).map((deadline) => deadlineView(deadline, policies, actor, statesOf(tasks, deadline.id))),
      tasks: tasks.filter(({ kind }) => sight.task(kind)).map((task) => this.task(actor, task, definition, sight, matter)),
      children: [],
      clueId: clueOfTransfer(record, sight, standsAs(matter, 'sender')),
      acts: actsOn(record, definition, matter, actor.language),
    };
  }

  private tasks(tx: Transaction, actor: Actor, id: string): Promise<TaskRecord[]> {
    return tx.query<TaskRecord>(
      `select t.id, t.step, t.kind, t.pool, ${nameIn('o', actor.language)} as "poolName", t.copy, t.state, case when t.lease_until > $2 then t.holder end as holder, case when t.lease_until > $2 then h.name end as "holderName",
         t.outcome, t.decided_by as "decidedBy", d.name as "deciderName", t.opened_at as "openedAt", t.decided_at as "decidedAt", t.due_at as "dueAt", t.deadline_id as "deadlineId",
         ${nobodyFor} as nobody
       from task t join organization o on o.id = split_part(t.pool, '/', 1)::uuid left join person h on h.id = t.holder left join person d on d.id = t.decided_by
       where t.process_id = $1 order by t.opened_at, t.id`,
      [id, actor.now],
    );
  }

  private receiver(tasks: TaskRecord[], sight: Sight): ProcessView['receiver'] {
    const first = tasks.find(({ copy }) => !copy);
    return first && sight.course ? { id: first.pool.split('/')[0]!, name: first.poolName } : undefined;
  }

  /** The stages that the reader may know of; of a process that ended before it came to all of them, those that it came to, and how it ended. */
  private path(actor: Actor, record: ProcessRecord, { path, outcomes }: ProcessDefinition, sight: Sight, tasks: TaskRecord[]): StageView[] {
    const shown = path.filter(({ doneBy }) => !doneBy || sight.task(doneBy.task));
    const stages = shown.map(({ key, name, doneBy }, index) => {
      const done =
        doneBy && tasks.filter(({ kind, outcome, decidedAt }) => kind === doneBy.task && decidedAt && (!doneBy.outcome || outcome === doneBy.outcome)).at(-1);
      const at = index === 0 ? record.openedAt : index === shown.length - 1 ? record.closedAt : done?.decidedAt;
      return { key, name: say(name, actor.language), done: at !== null && at !== undefined, at: at ?? undefined };
    });
    const reached = record.closedAt ? stages.filter(({ done }) => done) : stages;
    const ended = reached.length < stages.length ? outcomes[record.outcome ?? ''] : undefined;
    const last = reached.findLastIndex(({ done }) => done);
    return reached.map(({ done, ...stage }, index) => ({
      ...stage,
      name: ended && index === last ? say(ended, actor.language) : stage.name,
      state: done ? ('done' as const) : index === last + 1 ? ('current' as const) : ('ahead' as const),
    }));
  }

  private task(actor: Actor, task: TaskRecord, definition: ProcessDefinition, sight: Sight, matter: Matter): ProcessTaskView {
    const kind = definition.tasks[task.kind]!;
    return {
      id: (sight.handling || (standsAs(matter, 'copied') && task.copy)) && isOpenTo(actor, task) ? task.id : undefined,
      kind: task.kind,
      name: say(kind.name, actor.language),
      state: task.state,
      pool: { id: task.pool, name: say(poolWords(task.pool, task.poolName), actor.language) },
      holder: sight.handling && task.state === 'open' && task.holder ? { id: task.holder, name: task.holderName! } : undefined,
      decidedBy: sight.handling && task.decidedBy ? { id: task.decidedBy, name: task.deciderName! } : undefined,
      outcome: sight.outcome(task.kind) ? (task.outcome ?? undefined) : undefined,
      outcomeName: task.outcome && sight.outcome(task.kind) ? say(doneWords(kind.outcomes[task.outcome]!), actor.language) : undefined,
      openedAt: task.openedAt,
      decidedAt: task.decidedAt ?? undefined,
      dueAt: momentOf(task.dueAt),
    };
  }
}

/** Whether the reader comes to a task's own page: it lies in a pool of theirs, or is or was in their hands. */
const isOpenTo = (actor: Actor, { pool, holder, decidedBy }: TaskRecord): boolean =>
  poolsInSightOf(actor).includes(pool) || holder === actor.person || decidedBy === actor.person;

const statesOf = (tasks: TaskRecord[], deadline: string): string[] => tasks.filter(({ deadlineId }) => deadlineId === deadline).map(({ state }) => state);
