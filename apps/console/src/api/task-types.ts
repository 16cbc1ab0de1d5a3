import type { Allowance, Deadline, Named, Remaining } from './types';

export type Box = 'pool' | 'mine' | 'done' | 'started' | 'copied';

export interface TaskRow {
  /** Left out in the box `started` where the process has no open task. */
  id?: string;
  kind?: string;
  name: string;
  state: string;
  copy: boolean;
  process: { id: string; number: string; type: string; state: string; stateName?: string; outcome?: string };
  unit?: Named;
  urgency?: string;
  pool?: { key: string; name: string };
  holder?: Named;
  mine: boolean;
  leaseUntil?: string;
  dueAt?: string;
  provisional?: boolean;
  remaining?: Remaining;
  openedAt: string;
  decidedAt?: string;
  outcomeName?: string;
  claim: Allowance;
  sentence?: string;
}

export interface Field {
  key: string;
  label: string;
  required: boolean;
  maxLength: number;
}

export interface Outcome extends Allowance {
  outcome: string;
  name: string;
  fields: Field[];
}

/** What has been typed, by the key of its field; `outcome` is what was chosen. */
export type DraftBody = Record<string, string>;

export interface Draft {
  body: DraftBody;
  revision: number;
  savedAt: string;
}

export interface Note {
  id: string;
  by: Named;
  text: string;
  at: string;
}

export interface EarlierDecision {
  step: string;
  name: string;
  outcomeName?: string;
  by?: Named;
  at: string;
  content?: Record<string, string>;
}

export type TaskAct = 'claim' | 'release' | 'handOn' | 'assign' | 'takeBack' | 'decide' | 'note' | 'draft';

export interface Task extends TaskRow {
  id: string;
  sentence: string;
  deadline?: Deadline;
  clueId?: string;
  outcomes: Outcome[];
  draft?: Draft;
  notes: Note[];
  acts: Record<TaskAct, Allowance>;
  colleagues?: Named[];
  earlier: EarlierDecision[];
}

export interface Count {
  count: number;
  /** There are more than were counted. */
  more: boolean;
}

export type Counts = Record<Box | 'notices', Count>;

export interface Pool {
  key: string;
  name: string;
}

export interface Kind {
  kind: string;
  name: string;
}
