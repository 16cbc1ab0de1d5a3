import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import { write } from '#database/record/process';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { colleagues } from './colleagues.js';
import { give, type Held, mustBeOpen, mustHold, renewLease } from './held.js';
import { TaskActs } from './task-acts.service.js';
import type { TaskView } from './tasks.dto.js';

/** Giving back, passing on, and what a holder notes down: task acts, which never wait for the engine. */
@Injectable()
export class HandsService {
  constructor(private readonly acts: TaskActs) {}

  /** Gives the task back to its pool; drafts and notes stay. @throws Problem `not-holder`, `task-decided` */
  release(actor: Actor, id: string, text?: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.handle', async (tx, held) => {
      mustHold(held, actor);
      await give(tx, actor, held, 'release', undefined, text);
    });
  }

  /** Passes the task to a colleague who may take it. @throws Problem `not-holder`, `not-eligible`, `claim-limit` */
  handOn(actor: Actor, id: string, to: string, text?: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.handle', async (tx, held) => {
      mustHold(held, actor);
      await mustBeEligible(tx, held, to);
      await give(tx, actor, held, 'hand-on', to, text);
    });
  }

  /** A lead puts the task into somebody's hands. @throws Problem `not-eligible`, `claim-limit`, `task-decided` */
  assign(actor: Actor, id: string, to: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.assign', async (tx, held) => {
      mustBeOpen(held);
      await mustBeEligible(tx, held, to);
      await give(tx, actor, held, 'assign', to);
    });
  }

  /** A lead takes the task back into the pool. @throws Problem `task-decided`, `wrong-state` where nobody holds it */
  takeBack(actor: Actor, id: string, reason: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.assign', async (tx, held) => {
      mustBeOpen(held);
      if (!held.task.holder) throw new Problem('wrong-state');
      await give(tx, actor, held, 'take-back', undefined, reason);
    });
  }

  /** Notes something down on the task, for whoever handles it; renews the lease. @throws Problem `not-holder` */
  addNote(actor: Actor, id: string, text: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.handle', async (tx, held) => {
      mustHold(held, actor);
      const { process, task } = held;
      await write(tx, process, { at: actor.now, person: actor.person, action: 'note', task: task.step, note: { task: task.id, text } });
      await renewLease(tx, actor, held);
    });
  }
}

async function mustBeEligible(tx: Transaction, { task }: Held, person: string): Promise<void> {
  const eligible = await colleagues(tx, task.id);
  if (!eligible.some(({ id }) => id === person)) throw new Problem('not-eligible');
}
