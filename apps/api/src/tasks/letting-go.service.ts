import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { tellOfDeserted } from '#database/record/people';
import { lockProcess } from '#database/record/process';
import type { Actor } from '../http/actor.js';
import { colleagues } from './colleagues.js';
import { give } from './held.js';
import { claimLimit } from './policies.js';
import { taskOf } from './task.js';

/** A task that its holder may not have any more. */
export interface Stranded {
  task: string;
  process: string;
  /** Whether the acting person administers the pool that it came from: only there a successor is theirs to choose. */
  administered: boolean;
}

/** Takes tasks out of the hands of somebody who has left, moved or lost a role. */
@Injectable()
export class LettingGo {
  constructor(private readonly database: Database) {}

  /**
   * Hands the tasks on to a successor where that person may take them, and gives the others back to their pools; one process after the other, each in a transaction of its own.
   * What somebody else has taken meanwhile stays with them, so that a repeat does no harm. The caller has made sure that the tasks are the acting person's to take away.
   */
  async of(actor: Actor, holder: string, tasks: Stranded[], successor?: string): Promise<void> {
    for (const stranded of tasks.toSorted((a, b) => (a.process < b.process ? -1 : 1))) {
      await this.database.as(actor, (tx) => this.one(tx, actor, holder, stranded, stranded.administered ? successor : undefined));
    }
  }

  private async one(tx: Transaction, actor: Actor, holder: string, { task: id, process }: Stranded, successor: string | undefined): Promise<void> {
    tx.enter(process);
    const locked = await lockProcess(tx, process);
    if (!locked || locked.closedAt) return;
    const task = await taskOf(tx, id);
    if (task.state !== 'open' || task.holder !== holder) return;
    const to = successor && !task.copy && (await this.mayTake(tx, actor, id, successor)) ? successor : undefined;
    await give(tx, actor, { process: locked, task }, 'left', to);
    if (!to) await tellOfDeserted(tx, locked, actor.now);
  }

  private async mayTake(tx: Transaction, actor: Actor, task: string, person: string): Promise<boolean> {
    const row = await tx.one<{ held: number }>('select held_by($1, $2) as held', [person, actor.now]); // locks the person: what follows holds until it is done
    const eligible = await colleagues(tx, task);
    if (!eligible.some(({ id }) => id === person)) return false;
    return row!.held < (await claimLimit(tx, actor.now));
  }
}
