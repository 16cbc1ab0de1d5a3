import type { Words } from '#domain/language';
import { defineSignal } from '@temporalio/workflow';

/** What a workflow is started with: the id of its process, the version of its story, and ids and codes, never content. */
export interface ProcessInput {
  id: string;
  version: number;
}

/** Look at the record of `process`; it holds commands up to `upTo`, or, where that is left out, a child has moved on or somebody wants it looked at. */
export interface Bell {
  process: string;
  upTo?: number;
}

/** The door-bell. It says nothing but "look", so a repeated, late or forged one does no harm. */
export const wake = defineSignal<[Bell]>('wake');

/** A committed command, as a story gets to see it: no content. */
export interface Command {
  seq: number;
  kind: string;
  /** The step of the task that it concerns; none where it concerns the process. */
  task?: string;
  outcome?: string;
  /** The person who gave it. */
  by?: string;
}

/** A field that an outcome asks its decider for; what it holds is content. */
export interface OutcomeField {
  key: 'reason' | 'comment' | 'opinion' | 'result';
  required: boolean;
  /** In characters. */
  maxLength: number;
}

export interface OutcomeDefinition {
  /** As one chooses it: 签收, "Sign for". */
  name: Words;
  /** As it reads once it was chosen: "Signed for"; the name itself where this is left out. */
  done?: Words;
  /** The state that the process moves to in the same transaction; it stays where it is where this is left out. */
  to?: string;
  /** What is filled in is written to who sent the process: why it comes back. */
  answers?: true;
  fields: OutcomeField[];
}

/** An outcome as it reads once it was chosen. */
export const doneWords = ({ name, done }: OutcomeDefinition): Words => done ?? name;

export interface TaskDefinition {
  name: Words;
  /** What the pool is asked for, as it reads in the waiting sentence: 签收线索, "sign for the clue". */
  asks: Words;
  outcomes: Record<string, OutcomeDefinition>;
  /** A copy for information: it is receipted, and nothing waits for it. */
  copy?: true;
}

/** The recorded event from which a deadline is counted: the opening, or the latest decision of a task with one of these outcomes. */
export type EventDefinition = 'open' | { task: string; outcomes?: string[] };

/** All that the record and the edge know of a kind of process: data, and no behaviour besides what it opens with. The story is in `workflow.ts` beside it. */
export interface ProcessDefinition {
  /** Its folder, table and route: `clue-transfer`. Its workflow is exported under the same name in camel case. */
  type: string;
  name: Words;
  /** The version of the story that new processes are pinned to. */
  version: number;
  /** In order; the first is the state in which it opens, the last the one in which it is closed. */
  states: Record<string, Words>;
  outcomes: Record<string, Words>;
  /** The states from which the sender may recall it. */
  recallableIn: string[];
  tasks: Record<string, TaskDefinition>;
  /** What its story asks for first, where its input says that: this task is opened together with the process, and nobody waits for the engine to see it. */
  opensWith?(this: void, input: ProcessInput): { kind: string; pool: string; deadline?: string };
  /** Where the deadlines of its policies start, by the policy's `startsAt`. */
  events: Record<string, EventDefinition>;
  /** What those see of it who do not handle it: the sender, supervisors, and who got a copy. All else of the handling they do not see. */
  shared: { tasks: string[]; deadlines: string[] };
  /** The done path on its page, in order: each stage with the state in which it is under way. */
  path: { key: string; name: Words; state: string; doneBy?: { task: string; outcome?: string } }[];
}

/** Checks nothing at run time; gives the literal types of a definition to those who name its states and tasks. */
export const defineProcess = <Definition extends ProcessDefinition>(definition: Definition): Definition => definition;
