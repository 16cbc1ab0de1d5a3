import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import type { Actor } from '../http/actor.js';
import { Door } from '../processes/door.service.js';
import type { Permission } from '../rights/rights.js';
import { type Held, lockTask } from './held.js';
import { TaskViews } from './task-views.service.js';
import type { TaskView } from './tasks.dto.js';

/** The way that everything done with one task goes: locked, done through the door, and answered with its page as it is then. */
@Injectable()
export class TaskActs {
  constructor(
    private readonly door: Door,
    private readonly views: TaskViews,
  ) {}

  /** @throws Problem `not-found`, `not-allowed`, and what `work` throws */
  async act(actor: Actor, id: string, permission: Permission, work: (tx: Transaction, held: Held) => Promise<void>): Promise<TaskView> {
    const act = async (tx: Transaction) => {
      const held = await lockTask(tx, actor, id, permission);
      await work(tx, held);
      return { id, process: held.process, held };
    };
    const view = await this.door.through(actor, act, (tx, _, left) => (left ? this.views.viewAfter(tx, actor, left.held) : this.views.view(tx, actor, id)));
    return this.views.answer(actor, view);
  }
}
