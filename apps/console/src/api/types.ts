/** What the API answers with. Moments are ISO 8601 texts. */
export type Language = 'zh-CN' | 'en';

export interface Named {
  id: string;
  name: string;
}

export interface Numbered {
  id: string;
  number: string;
}

/** Whether something can be done now, and if not, why. */
export interface Allowance {
  allowed: boolean;
  why?: string;
}

export interface Page<Row> {
  items: Row[];
  nextCursor?: string;
}

export interface Me {
  person: Named & { language: Language; organization: Named };
  roles: { role: string; organizationId: string; organization: string; level: string }[];
  permissions: string[];
  csrfToken: string;
}

export interface Organization extends Named {
  shortName: string;
  nameEn: string;
  kind: string;
  level: string;
  code?: string;
  parentId?: string;
}

export interface Recusal {
  id: string;
  person: Named;
  tie: 'unit' | 'process' | 'relative';
  unit?: Named;
  process?: Numbered;
  relativeName?: string;
  reason: string;
  declaredAt: string;
  endsAt?: string;
  endedAt?: string;
  endReason?: string;
}

/** That somebody read something secret: never what stood there. */
export interface Reading {
  id: string;
  at: string;
  person: Named;
  what: 'clue' | 'document' | 'title' | 'task' | 'timeline';
  words: string;
  process: Numbered;
}

export interface Notice {
  id: string;
  kind: string;
  words: string;
  process: Numbered;
  taskId?: string;
  at: string;
}

export interface Remaining {
  state: 'running' | 'soon' | 'overdue';
  amount: number;
  unit: 'hours' | 'working-days';
  words: string;
}

export interface Deadline {
  id: string;
  key: string;
  name: string;
  dueAt: string;
  provisional: boolean;
  startedAt: string;
  metAt?: string;
  withdrawn: boolean;
  remaining?: Remaining;
  unit: string;
  extendedBy?: string;
  explanation: string[];
}

export interface Board {
  generatedAt: string;
  engine: { away: boolean; since?: string; parked: number; stuck: number };
  totals: { key: string; name: string; count: number; query: string }[];
  byState: { type: string; state: string; name: string; open: number; overdue: number; query: string }[];
  byOrganization: { organization: Named; open: number; overdue: number; silent: number; query: string }[];
}

export interface Parked {
  process: Numbered & { type: string };
  trouble: 'parked' | 'stuck';
  step?: string;
  code?: string;
  since: string;
}
