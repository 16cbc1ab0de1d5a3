import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { nobodyFor } from '#database/record/people';
import { reference } from '#database/record/reference';
import { definitionOf } from '#workflows/contracts';
import { doneWords, type ProcessDefinition } from '#workflows/kit/contract';
import type { Words } from '#domain/language';
import { type Actor, poolsOf } from '../http/actor.js';
import { say } from '#domain/language';
import { Problem, problems } from '../http/problem.js';
import { deadlineSelect, type DeadlineRecord, deadlineView } from '../processes/deadline-views.js';
import { type Matter, matterAfter, matterFor, mustBeAllowed, standsAs } from '../processes/matter.js';
import { EngineState } from '../processes/engine-state.js';
import type { ProcessRecord } from '../processes/process-rows.js';
import { clueOfTransfer, type Sight, sightOf } from '../processes/sight.js';
import { awaitedBy, waitingView } from '../processes/waiting-view.js';
import { logReading } from '../readings/read-log.js';
import { mayHere, type Standing } from '../rights/rights.js';
import { colleagues } from './colleagues.js';
import type { Held } from './held.js';
import { type TaskDetails, taskDetails } from './task-details.js';
import { taskColumns, taskJoins, type TaskRecord, taskRow } from './task-rows.js';
import type { EarlierView, OutcomeView, TaskActsView, TaskRow, TaskView } from './tasks.dto.js';

const fieldNames: Record<string, Words> = {
  reason: { zh: '理由', en: 'Reason' },
  comment: { zh: '备注', en: 'Comment' },
  opinion: { zh: '处置意见', en: 'Opinion' },
  result: { zh: '办理结果', en: 'Result' },
};

/** A task with what its page needs of the process besides. */
type TaskPageRecord = TaskRecord &
  Pick<ProcessRecord, 'closedAt' | 'suspendedAt' | 'stuckSince' | 'parkedSince' | 'subjectId' | 'policySet'> & { nobody: boolean };

/** What is read for a task's page. */
interface TaskPage {
  record?: TaskPageRecord;
  deadline?: DeadlineRecord;
  details: TaskDetails;
  others: { id: string; name: string }[];
}

const besides = `p.closed_at as "closedAt", p.suspended_at as "suspendedAt", p.stuck_since as "stuckSince", p.parked_since as "parkedSince", p.subject_id as "subjectId", p.policy_set as "policySet", ${nobodyFor} as nobody`;

/** Projects a task for one reader. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly database: Database,
    private readonly engine: EngineState,
  ) {}

  /** A task for who opens its page. That they read what people wrote on it is logged before it is sent. @throws Problem `not-found` */
  async read(actor: Actor, id: string): Promise<TaskView> {
    const view = await this.database.look(actor, (tx) => this.view(tx, actor, id));
    if (writtenIn(view).length > 0) await logReading(this.database, actor, { what: 'task', processId: view.process.id });
    return view;
  }

  /** The answer to who has just done something with it: what they wrote themselves is no news to them, what others wrote is logged. */
  async answer(actor: Actor, view: TaskView): Promise<TaskView> {
    if (writtenIn(view).some(({ by }) => by?.id !== actor.person)) await logReading(this.database, actor, { what: 'task', processId: view.process.id });
    return view;
  }

  /** @throws Problem `not-found` */
  async view(tx: Transaction, actor: Actor, id: string): Promise<TaskView> {
    const matter = await matterFor(tx, actor, { task: id }, 'task.read');
    const choosing = standsAs(matter, 'handler') || standsAs(matter, 'lead');
    return this.project(tx, actor, matter, await this.page(tx, actor, id, matter.id, choosing));
  }

  /** The same for who has just acted on it, for which the record was asked how they stand to its process: what the act has changed of that is asked for together with all that it lets them see. @throws Problem `not-found`, `not-allowed` */
  async viewAfter(tx: Transaction, actor: Actor, held: Held): Promise<TaskView> {
    tx.enter(held.id);
    const [matter, page] = await Promise.all([matterAfter(tx, actor, held), this.page(tx, actor, held.task.id, held.id, held.task.state === 'open')]);
    mustBeAllowed(matter, 'task.read');
    return this.project(tx, actor, matter, page);
  }

  /** @param choosing whether the reader may put the task into somebody's hands, and so is to see whose */
  private async page(tx: Transaction, actor: Actor, id: string, process: string, choosing: boolean): Promise<TaskPage> {
    tx.enter(process);
    const [record, deadline, details, others] = await Promise.all([
      tx.one<TaskPageRecord>(`select ${taskColumns(actor.language)}, ${besides} from task t ${taskJoins} where t.id = $1`, [id]),
      tx.one<DeadlineRecord>(`${deadlineSelect} where d.id = (select deadline_id from task where id = $1)`, [id]),
      taskDetails(tx, actor, id, process),
      choosing ? colleagues(tx, id) : [],
    ]);
    return { record, deadline, details, others };
  }

  private async project(tx: Transaction, actor: Actor, matter: Matter, { record, deadline, details, others }: TaskPage): Promise<TaskView> {
    if (!record) throw new Problem('not-found');
    const process = { ...record, id: record.processId, state: record.processState, outcome: record.processOutcome };
    const definition = definitionOf(record.type);
    const sight = sightOf(matter.standings, definition);
    const policies = await reference(tx, process.policySet);
    const row = seenRow(taskRow(record, policies, actor, poolsOf(actor)), sight);
    const awaits = record.state === 'open' && !record.copy;
    const its = awaits ? { task: { ...record, holderName: row.holder?.name }, openChildren: 0, deadline } : await awaitedBy(tx, actor, process.id);
    const waiting = waitingView(actor, this.engine.seen, definition, sight, { record: process, ...its });
    const acts = this.acts(actor, record, row, matter.standings);
    return {
      ...row,
      provisional: deadline?.provisional,
      sentence: waiting.sentence,
      deadline: deadline && deadlineView(deadline, policies, actor, [record.state]),
      clueId: clueOfTransfer(process, sight),
      outcomes: this.outcomes(actor, record, definition, acts.decide),
      draft: acts.draft.allowed ? details.draft : undefined,
      notes: sight.content ? details.notes : [],
      acts,
      colleagues: acts.handOn.allowed || acts.assign.allowed ? others : undefined,
      earlier: this.earlier(actor, details.earlier, definition, sight),
    };
  }

  private acts(actor: Actor, record: TaskPageRecord, { claim }: Pick<TaskView, 'claim'>, standings: Standing[]): TaskActsView {
    const no = (why: Words) => ({ allowed: false, why: say(why, actor.language) });
    const open = record.state === 'open';
    const holds = open && record.holder === actor.person;
    const hold = holds ? { allowed: true } : no(open ? problems['not-holder'] : problems['task-decided']);
    const lead = mayHere('task.assign', standings);
    const assign = !lead
      ? no({ zh: '只有专班负责人可以指派。', en: 'Only the team lead assigns.' })
      : open && !record.copy
        ? { allowed: true }
        : no(problems['task-decided']);
    return {
      claim,
      release: hold,
      handOn: hold,
      assign,
      takeBack: assign.allowed && !record.holder ? no({ zh: '目前没有人持有。', en: 'Nobody holds it at present.' }) : assign,
      decide:
        record.suspendedAt && open
          ? no({ zh: '事项已中止，恢复后才能决定。', en: 'The matter is suspended; resume it first.' })
          : record.copy && open && poolsOf(actor).includes(record.pool)
            ? { allowed: true }
            : hold,
      note: hold,
      draft: hold,
    };
  }

  private outcomes(actor: Actor, record: TaskRecord, definition: ProcessDefinition, decide: { allowed: boolean; why?: string }): OutcomeView[] {
    return Object.entries(definition.tasks[record.kind]!.outcomes).map(([outcome, { name, fields }]) => ({
      outcome,
      name: say(name, actor.language),
      ...decide,
      fields: fields.map(({ key, required, maxLength }) => ({ key, label: say(fieldNames[key]!, actor.language), required, maxLength })),
    }));
  }

  /** The decisions before this one, as far as the reader may know of them; their content for handlers only. */
  private earlier(actor: Actor, decisions: TaskDetails['earlier'], definition: ProcessDefinition, sight: Sight): EarlierView[] {
    return decisions.flatMap(({ step, outcome, by, at, content }) => {
      const kind = step.split('/')[0]!;
      const task = definition.tasks[kind];
      if (!task || task.copy || !sight.task(kind)) return [];
      return [
        {
          step,
          name: say(task.name, actor.language),
          outcomeName: sight.outcome(kind) ? say(doneWords(task.outcomes[outcome]!), actor.language) : undefined,
          by: sight.handling ? by : undefined,
          at,
          content: sight.content ? (content ?? undefined) : undefined,
        },
      ];
    });
  }
}

const seenRow = (row: TaskRow, sight: Sight): TaskRow => (row.kind && sight.outcome(row.kind) ? row : { ...row, outcome: undefined, outcomeName: undefined });

/** What people wrote, as far as it is in the view. */
const writtenIn = ({ earlier, notes }: TaskView): { by?: { id: string } }[] => [...earlier.filter(({ content }) => content), ...notes];
