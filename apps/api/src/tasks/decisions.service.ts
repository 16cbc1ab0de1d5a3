import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import { write } from '#database/record/process';
import type { OutcomeDefinition, OutcomeField } from '#workflows/kit/contract';
import type { Actor } from '../http/actor.js';
import { type FieldError, Problem } from '../http/problem.js';
import { ProcessKinds } from '../processes/kinds.js';
import { type Held, mustHold, mustReceive } from './held.js';
import { TaskActs } from './task-acts.service.js';
import type { DecideBody, TaskView } from './tasks.dto.js';

/** Decisions: the command that moves a process on. */
@Injectable()
export class DecisionsService {
  constructor(
    private readonly acts: TaskActs,
    private readonly kinds: ProcessKinds,
  ) {}

  /** Decides the task that the person holds; a copy is receipted by any member of its pool. @throws Problem `not-holder`, `task-decided`, `outcome-not-allowed`, `not-eligible`, `invalid`, `wrong-state` while suspended */
  decide(actor: Actor, id: string, body: DecideBody): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.handle', async (tx, held) => {
      if (held.task.copy) mustReceive(held, actor);
      else mustHold(held, actor);
      if (held.process.suspendedAt)
        throw new Problem('wrong-state', { detail: { zh: '事项已中止，恢复后才能决定。', en: 'The matter is suspended; resume it first.' } });
      const outcome = held.definition.tasks[held.task.kind]?.outcomes[body.outcome];
      if (!outcome) throw new Problem('outcome-not-allowed');
      await this.settle(tx, actor, held, body, outcome);
    });
  }

  private async settle(tx: Transaction, actor: Actor, { task, process }: Held, body: DecideBody, outcome: OutcomeDefinition): Promise<void> {
    const content = contentOf(body, outcome.fields);
    const decided = await tx.run(
      `with met as (update deadline set met_at = $4 where id = $5 and met_at is null),
         cleared as (delete from draft where task_id = $1 and person_id = $3)
       update task set state = 'decided', outcome = $2, decided_by = $3, decided_at = $4, lease_until = null where id = $1 and state = 'open' and (copy or holder = $3)`,
      [task.id, body.outcome, actor.person, actor.now, task.deadlineId],
    );
    if (decided !== 1) throw new Problem('not-holder');
    task.state = 'decided';
    const detail = await this.kinds.decided(tx, actor, process, task.kind, body.outcome);
    await write(tx, process, {
      at: actor.now,
      person: actor.person,
      action: 'decide',
      task: task.step,
      detail: { ...detail, outcome: body.outcome },
      content,
      command: process.closedAt ? undefined : { kind: 'decide', outcome: body.outcome }, // of a copy that is receipted later nobody hears
      to: outcome.to ? { state: outcome.to } : {},
    });
  }
}

/** What was filled in, or nothing. @throws Problem `invalid` by field */
function contentOf(body: DecideBody, fields: OutcomeField[]): Record<string, string> | undefined {
  const errors: FieldError[] = [];
  const content: Record<string, string> = {};
  for (const key of ['reason', 'comment', 'opinion', 'result'] as const) {
    const field = fields.find((asked) => asked.key === key);
    const text = body[key]?.trim();
    if (text && !field) errors.push({ field: key, code: 'notAsked', message: { zh: '这一决定不需要此项。', en: 'This decision does not ask for it.' } });
    else if (field?.required && !text) errors.push({ field: key, code: 'isNotEmpty', message: { zh: '请填写此项。', en: 'Please fill this in.' } });
    else if (field && text && [...text].length > field.maxLength)
      errors.push({ field: key, code: 'maxLength', message: { zh: `最多 ${field.maxLength} 个字符。`, en: `At most ${field.maxLength} characters.` } });
    else if (text) content[key] = text;
  }
  if (errors.length > 0) throw new Problem('invalid', { errors });
  return Object.keys(content).length > 0 ? content : undefined;
}
