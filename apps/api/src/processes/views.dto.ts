export class NamedView {
  id: string;
  name: string;
}

export class NumberedView {
  id: string;
  number: string;
}

export class PersonView {
  id: string;
  name: string;
}

/** Whether something can be done now, and if not, why. */
export class Allowance {
  allowed: boolean;
  why?: string;
}

export class RemainingView {
  state: 'running' | 'soon' | 'overdue';
  amount: number;
  unit: 'hours' | 'working-days';
  /** 还剩 3 个工作日 */
  words: string;
}

export class DeadlineView {
  id: string;
  key: string;
  name: string;
  dueAt: Date;
  /** Beyond the years that the calendar covers. */
  provisional: boolean;
  startedAt: Date;
  metAt?: Date;
  /** Whether it ended because what it was for was withdrawn: then nobody has met it. */
  withdrawn: boolean;
  remaining?: RemainingView;
  /** What it is counted and extended in: 个工作日 */
  unit: string;
  /** By how much it has been extended in all: 2个月 */
  extendedBy?: string;
  explanation: string[];
}
