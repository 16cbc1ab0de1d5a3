import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId } from '../http/ids.js';
import { Flag } from '../http/flag.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { OptionalText, RequiredText } from '../http/text.js';
import { type EntryKind, entryKinds } from './timeline-words.js';
import { Allowance, type DeadlineView, NamedView, PersonView } from './views.dto.js';

export class ProcessesQuery extends PageQuery {
  @OptionalText(80)
  type?: string;

  @OptionalText(80)
  state?: string;

  /** The organisation that sent it. */
  @MayBeLeftOut()
  @IsId()
  organization?: string;

  @Flag()
  overdue?: boolean;

  /** Without a timeline entry for ten working days. */
  @Flag()
  silent?: boolean;

  @Flag()
  open?: boolean;

  /** With a deadline that ends this week. */
  @Flag()
  dueThisWeek?: boolean;

  /** Closed in this calendar month. */
  @Flag()
  closedThisMonth?: boolean;

  /** The beginning of a number. */
  @OptionalText(40)
  q?: string;
}

export class RecallBody {
  @RequiredText(1000)
  reason: string;
}

export class ExtendBody {
  @IsId()
  deadlineId: string;

  /** In the unit of the deadline's policy: working days, natural days, months or hours. */
  @IsInt()
  @Min(1)
  @Max(366)
  @ApiProperty({ type: 'integer' })
  amount: number;

  @RequiredText(1000)
  reason: string;
}

export class SuspendBody {
  @RequiredText(1000)
  reason: string;
}

export class WaitingView {
  /** One sentence: waiting for whom, for what, since when, and what happens by itself and when. */
  sentence: string;
  forWhom?: string;
  what?: string;
  since?: Date;
  next?: string;
  nextAt?: Date;
  trouble?: 'engine-away' | 'parked' | 'stuck' | 'suspended';
}

export class ProcessRow {
  id: string;
  number: string;
  type: string;
  typeName: string;
  /** For an administrator no more than `open` or `closed`. */
  state: string;
  stateName: string;
  outcome?: string;
  urgency?: string;
  unit?: NamedView;
  organization: NamedView;
  openedAt: Date;
  closedAt?: Date;
  dueAt?: Date;
  overdue: boolean;
  sentence: string;
}

export class ProcessPage {
  items: ProcessRow[];
  nextCursor?: string;
}

export class StageView {
  key: string;
  name: string;
  state: 'done' | 'current' | 'ahead';
  at?: Date;
  note?: string;
}

export class FactView {
  key: string;
  name: string;
  value: string;
}

export class ProcessTaskView {
  /** Left out where the reader cannot open it. */
  id?: string;
  kind: string;
  name: string;
  state: string;
  pool?: NamedView;
  holder?: PersonView;
  decidedBy?: PersonView;
  outcome?: string;
  outcomeName?: string;
  openedAt: Date;
  decidedAt?: Date;
  dueAt?: Date;
}

export class ActView extends Allowance {
  act: 'extend' | 'recall' | 'nudge' | 'suspend' | 'resume';
}

export class ProcessView extends ProcessRow {
  /** Of its story. */
  version: number;
  /** How the reader stands to it, the closest first. */
  relation: string;
  receiver?: NamedView;
  waiting: WaitingView;
  path: StageView[];
  facts: FactView[];
  deadlines: DeadlineView[];
  tasks: ProcessTaskView[];
  children: ProcessRow[];
  /** For handlers and the sender. */
  clueId?: string;
  acts: ActView[];
}

export class TimelineQuery extends PageQuery {
  /** Only what was decided, only through whose hands it went, only what became of its deadlines, or only how it went on. */
  @MayBeLeftOut()
  @IsIn(entryKinds)
  kind?: EntryKind;
}

export class TimelineEntryView {
  n: number;
  at: Date;
  action: string;
  words: string;
  by?: PersonView;
  step?: string;
  /** For who may read it: comment, reason, opinion, result. */
  content?: Record<string, string>;
  /** Seals the entry and all before it. */
  hash: string;
}

export class TimelinePage {
  items: TimelineEntryView[];
  nextCursor?: string;
}
