import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database/database';
import type { Locked } from '#database/record/process';
import type { Words } from '#domain/language';
import type { Actor } from '../http/actor.js';
import type { Sight } from './sight.js';

/** What a kind of process adds to what all have in common; a kind without a table of its own adds nothing. */
export interface ProcessKind {
  /** Done in the transaction of a decision, by `task outcome`; gives ids and codes for the timeline. */
  decided?: Record<string, (tx: Transaction, actor: Actor, process: Locked) => Promise<Record<string, unknown>>>;
  /** What its page states besides. `sight` says what its reader may know. The process has been entered. */
  facts?: (tx: Transaction, process: string, sight: Sight) => Promise<Fact[]>;
}

export interface Fact {
  key: string;
  name: Words;
  value: Words;
}

/** The kinds of process that have registered what is their own. */
@Injectable()
export class ProcessKinds {
  private readonly kinds = new Map<string, ProcessKind>();

  register(type: string, kind: ProcessKind): void {
    this.kinds.set(type, kind);
  }

  async decided(tx: Transaction, actor: Actor, process: Locked, task: string, outcome: string): Promise<Record<string, unknown>> {
    return (await this.kinds.get(process.type)?.decided?.[`${task} ${outcome}`]?.(tx, actor, process)) ?? {};
  }

  async facts(tx: Transaction, type: string, process: string, sight: Sight): Promise<Fact[]> {
    return (await this.kinds.get(type)?.facts?.(tx, process, sight)) ?? [];
  }
}
