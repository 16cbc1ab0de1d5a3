import type { Command } from './contract.js';

/** The activities of the kit, as a story's verbs call them: each is one transaction on one process, and a repeat finds what is on record. */
export interface KitActivities {
  /** The commands after one, a page of them, with all step results where `after` is 0. */
  read(look: { process: string; after: number }): Promise<Page>;
  /** Opens a task, or looks at it again: climbs its ladder as far as it is due. */
  openTask(task: TaskAsked): Promise<Look>;
  /** Climbs the ladder of an open task as far as it is due. */
  attend(task: { process: string; step: string }): Promise<Look>;
  /** Opens a copy for information, which nothing waits for. */
  openCopy(copy: { process: string; step: string; kind: string; role: string }): Promise<void>;
  /** Looks whether the moment has come that a wait is for; the record's clock decides. */
  awaitMoment(wait: { process: string; step: string; deadline: string }): Promise<Look & { over: boolean }>;
  /** Stores which side of a choice won, withdraws the open tasks of the others, and tells which one is on record. */
  settle(choice: { process: string; step: string; side: string }): Promise<{ side: string }>;
  /** Opens a process of its own for each key that has none yet. */
  startChildren(children: { process: string; step: string; type: string; children: { key: string; input: Record<string, unknown> }[] }): Promise<void>;
  /** How far the children of a step have come. */
  progress(children: { process: string; step: string }): Promise<Progress & Look>;
  /** Recalls the children that are still open, one transaction each. */
  recallChildren(process: { process: string }): Promise<void>;
  /** Ends the process; where it has ended already it changes nothing. */
  close(process: { process: string; outcome: string }): Promise<void>;
}

export interface Page {
  /** Those of them that a story needs: decisions and recalls. */
  commands: Command[];
  /** Up to which number these are all. */
  upTo: number;
  /** Whether there are later ones. */
  more: boolean;
  /** Results by step, where the record is read from its beginning. */
  steps: Record<string, unknown>;
}

export interface TaskAsked {
  process: string;
  step: string;
  kind: string;
  /** `<organisation id>/<role>` */
  pool: string;
  deadline?: string;
  /** Who has the matter in hand, and gets the task claimed while they may and can. */
  heldBy?: string;
  /** Who may not take it. */
  notBy?: string;
  /** The choices that it is a side of: it is not opened once another side has won. */
  within: Side[];
}

/** One side of a choice. */
export interface Side {
  step: string;
  side: string;
}

/** When to look again; both are left out where only a command can bring news. */
export interface Look {
  /** In how many milliseconds from now. */
  nextIn?: number;
  /** When that is by the record's clock, in milliseconds since 1970. */
  nextAt?: number;
  /** The number of the last command on record, where the look was at a task: what no bell has told yet is read then. */
  upTo?: number;
}

export interface Progress {
  open: number;
  closed: number;
  /** How many ended so, by outcome. */
  outcomes: Record<string, number>;
}
