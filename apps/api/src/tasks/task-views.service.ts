import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import { reference } from '#database/record/reference';
import { definitionOf } from '#workflows/contracts';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Words } from '#domain/language';
import { type Actor, poolsOf, rolesOf } from '../http/actor.js';
import { say } from '#domain/language';
import { Problem, problems } from '../http/problem.js';
import { deadlineColumns, type DeadlineRecord, deadlineView } from '../processes/deadline-views.js';
import { matterFor } from '../processes/matter.js';
import { EngineState } from '../processes/engine-state.js';
import { processColumns, processJoins, type ProcessRecord, waitingTasks } from '../processes/process-rows.js';
import { sightOf } from '../processes/sight.js';
import { waitingView } from '../processes/waiting-view.js';
import { mayHere, type Relation } from '../rights/rights.js';
import { colleaguesFor } from './colleagues.js';
import { processOfTask } from './task.js';
import { taskColumns, taskJoins, type TaskRecord, taskRow } from './task-rows.js';
import type { DraftView, EarlierView, NoteView, OutcomeView, TaskActsView, TaskView } from './tasks.dto.js';

const fieldNames: Record<string, Words> = {
  reason: { zh: '理由', en: 'Reason' },
  comment: { zh: '备注', en: 'Comment' },
  opinion: { zh: '处置意见', en: 'Opinion' },
  result: { zh: '办理结果', en: 'Result' },
};

/** Projects a task for one reader. */
@Injectable()
export class TaskViews {
  constructor(private readonly engine: EngineState) {}

  /** @throws Problem `not-found` */
  async view(tx: Transaction, actor: Actor, id: string): Promise<TaskView> {
    const process = await processOfTask(tx, id);
    const matter = await matterFor(tx, actor, process, 'task.read');
    await tx.enter(process);
    const record = await tx.one<TaskRecord>(`select ${taskColumns(actor.language)} from task t ${taskJoins} where t.id = $1`, [id]);
    const of = await tx.one<ProcessRecord>(`select ${processColumns(actor.language)} from process p ${processJoins} where p.id = $1`, [process]);
    if (!record || !of) throw new Problem('not-found');
    const definition = definitionOf(record.type);
    const policies = await reference(tx, of.policySet);
    const row = taskRow(record, policies, actor, poolsOf(actor));
    const deadline = record.deadlineId ? await tx.one<DeadlineRecord>(`select ${deadlineColumns} from deadline where id = $1`, [record.deadlineId]) : undefined;
    const awaited =
      record.state === 'open' && !record.copy ? { ...record, holderName: row.holder?.name } : (await waitingTasks(tx, [process], actor.language)).get(process);
    const waiting = await waitingView(tx, actor, await this.engine.read(), of, definition, sightOf(matter.relations, definition), awaited);
    const holds = record.holder === actor.person && record.state === 'open';
    const handler = matter.relations.includes('handler');
    const acts = this.acts(actor, record, row, matter.relations);
    return {
      ...row,
      provisional: deadline?.provisional,
      sentence: waiting.sentence,
      deadline: deadline && deadlineView(deadline, policies, actor),
      clueId: handler && of.type === 'clue-transfer' ? (of.subjectId ?? undefined) : undefined,
      outcomes: this.outcomes(actor, record, definition, acts.decide),
      draft: holds ? await this.draft(tx, actor, id) : undefined,
      notes: handler || matter.relations.includes('lead') ? await this.notes(tx, id) : [],
      acts,
      colleagues: acts.handOn.allowed || acts.assign.allowed ? await colleaguesFor(tx, record) : undefined,
      earlier: await this.earlier(tx, actor, record, definition, handler),
    };
  }

  private acts(actor: Actor, record: TaskRecord, { claim }: Pick<TaskView, 'claim'>, relations: Relation[]): TaskActsView {
    const no = (why: Words) => ({ allowed: false, why: say(why, actor.language) });
    const open = record.state === 'open';
    const holds = open && record.holder === actor.person;
    const hold = holds ? { allowed: true } : no(open ? problems['not-holder'] : problems['task-decided']);
    const lead = mayHere('task.assign', rolesOf(actor), relations);
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
      decide: record.copy && open && poolsOf(actor).includes(record.pool) ? { allowed: true } : hold,
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

  private draft(tx: Transaction, actor: Actor, id: string): Promise<DraftView | undefined> {
    return tx.one<DraftView>('select body, revision, saved_at as "savedAt" from draft where task_id = $1 and person_id = $2', [id, actor.person]);
  }

  private notes(tx: Transaction, id: string): Promise<NoteView[]> {
    return tx.query<NoteView>(
      `select n.id, jsonb_build_object('id', p.id, 'name', p.name) as by, n.text, n.at from task_note n join person p on p.id = n.person_id where n.task_id = $1 order by n.at`,
      [id],
    );
  }

  /** The decisions before this one; their content for handlers only. */
  private async earlier(tx: Transaction, actor: Actor, record: TaskRecord, definition: ProcessDefinition, handler: boolean): Promise<EarlierView[]> {
    const rows = await tx.query<{ step: string; outcome: string; person: string; name: string; at: Date; content: Record<string, string> | null }>(
      `select c.task_step as step, c.outcome, c.person_id as person, p.name, c.at, c.content from command c join person p on p.id = c.person_id
       where c.process_id = $1 and c.kind = 'decide' order by c.seq`,
      [record.processId],
    );
    return rows
      .filter(({ step }) => definition.tasks[step.split('/')[0]!]?.copy !== true)
      .map(({ step, outcome, person, name, at, content }) => {
        const task = definition.tasks[step.split('/')[0]!]!;
        return {
          step,
          name: say(task.name, actor.language),
          outcomeName: say(task.outcomes[outcome]!.name, actor.language),
          by: { id: person, name },
          at,
          content: handler ? (content ?? undefined) : undefined,
        };
      });
  }
}
