import type { Allowance, Deadline, Named } from './types';

export interface ProcessRow {
  id: string;
  number: string;
  type: string;
  typeName?: string;
  state: string;
  stateName?: string;
  outcome?: string;
  urgency?: string;
  unit?: Named;
  organization: Named;
  openedAt: string;
  closedAt?: string;
  dueAt?: string;
  overdue: boolean;
  sentence: string;
}

export interface Stage {
  key: string;
  name: string;
  state: 'done' | 'current' | 'ahead';
  at?: string;
  note?: string;
}

export interface ProcessTask {
  /** Left out where the reader cannot open it. */
  id?: string;
  kind: string;
  name: string;
  state: string;
  pool?: { name: string };
  holder?: Named;
  decidedBy?: Named;
  outcomeName?: string;
  openedAt: string;
  decidedAt?: string;
  dueAt?: string;
}

export type ProcessAct = 'extend' | 'recall' | 'nudge' | 'suspend' | 'resume';

export interface Process extends ProcessRow {
  relation: string;
  receiver?: Named;
  waiting: { sentence: string; since?: string; next?: string; nextAt?: string; trouble?: string };
  path: Stage[];
  facts: { key: string; name: string; value: string }[];
  deadlines: Deadline[];
  tasks: ProcessTask[];
  clueId?: string;
  acts: (Allowance & { act: ProcessAct })[];
}

export type EntryKind = 'decisions' | 'hands' | 'deadlines' | 'course';

export interface TimelineEntry {
  n: number;
  at: string;
  action: string;
  words: string;
  by?: Named;
  content?: Record<string, string>;
  hash: string;
}
