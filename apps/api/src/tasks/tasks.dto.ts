import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId } from '../http/ids.js';
import { Flag } from '../http/flag.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { OptionalText, RequiredText, StorableFields } from '../http/text.js';
import { Allowance, NamedView, PersonView, type DeadlineView, type RemainingView } from '../processes/views.dto.js';

export const boxes = ['pool', 'mine', 'done', 'started', 'copied'] as const;
export type Box = (typeof boxes)[number];

export class TasksQuery extends PageQuery {
  /** 待办: `pool` and `mine`; 已办: `done`; 我发起的: `started`; 抄送我的: `copied`. */
  @IsIn(boxes)
  box: Box;

  @OptionalText(80)
  kind?: string;

  /** The key of a pool: `<organisation id>/<role>`. */
  @OptionalText(120)
  pool?: string;

  @MayBeLeftOut()
  @IsIn(['today', 'week'])
  due?: 'today' | 'week';

  @Flag()
  overdue?: boolean;

  /** The beginning of a number, or part of a unit's name. */
  @OptionalText(80)
  q?: string;
}

export class ClaimNextBody {
  @OptionalText(80)
  kind?: string;

  @OptionalText(120)
  pool?: string;
}

export class NoteOptionalBody {
  @OptionalText(2000)
  note?: string;
}

export class HandOnBody extends NoteOptionalBody {
  @IsId()
  to: string;
}

export class AssignBody {
  @IsId()
  to: string;
}

export class ReasonBody {
  @RequiredText(1000)
  reason: string;
}

export class NoteBody {
  @RequiredText(2000)
  text: string;
}

export class DraftBody {
  /** What has been typed, by field. */
  @StorableFields()
  body: Record<string, unknown>;

  /** The revision that it was written on; 0 where there was none. */
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  @ApiProperty({ type: 'integer' })
  revision: number;
}

export class DecideBody {
  @RequiredText(80)
  outcome: string;

  @OptionalText(4000)
  comment?: string;

  @OptionalText(4000)
  reason?: string;

  @OptionalText(4000)
  opinion?: string;

  @OptionalText(4000)
  result?: string;
}

export class DraftView {
  body: Record<string, unknown>;
  revision: number;
  savedAt: Date;
}

export class ProcessOfTaskView {
  id: string;
  number: string;
  type: string;
  state: string;
  stateName: string;
  outcome?: string;
}

export class PoolView {
  /** `<organisation id>/<role>` */
  key: string;
  name: string;
}

export class TaskRow {
  /** Left out in the box `started` where the process has no open task. */
  id?: string;
  kind?: string;
  name: string;
  state: string;
  copy: boolean;
  process: ProcessOfTaskView;
  unit?: NamedView;
  urgency?: string;
  pool?: PoolView;
  holder?: PersonView;
  mine: boolean;
  leaseUntil?: Date;
  dueAt?: Date;
  provisional?: boolean;
  remaining?: RemainingView;
  openedAt: Date;
  decidedAt?: Date;
  outcome?: string;
  outcomeName?: string;
  claim: Allowance;
  /** In the box `started`: why the process is where it is. */
  sentence?: string;
}

export class TaskPage {
  items: TaskRow[];
  nextCursor?: string;
}

export class CountView {
  /** Exact up to 1,000. */
  count: number;
  more: boolean;
}

export class CountsView {
  pool: CountView;
  mine: CountView;
  done: CountView;
  started: CountView;
  copied: CountView;
  notices: CountView;
}

export class FieldView {
  key: string;
  label: string;
  required: boolean;
  maxLength: number;
}

export class OutcomeView {
  outcome: string;
  name: string;
  allowed: boolean;
  why?: string;
  fields: FieldView[];
}

export class NoteView {
  id: string;
  by: PersonView;
  text: string;
  at: Date;
}

export class EarlierView {
  step: string;
  name: string;
  outcomeName?: string;
  by?: PersonView;
  at: Date;
  content?: Record<string, string>;
}

export class TaskActsView {
  claim: Allowance;
  release: Allowance;
  handOn: Allowance;
  assign: Allowance;
  takeBack: Allowance;
  decide: Allowance;
  note: Allowance;
  draft: Allowance;
}

export class TaskView extends TaskRow {
  declare sentence: string;
  deadline?: DeadlineView;
  clueId?: string;
  outcomes: OutcomeView[];
  draft?: DraftView;
  notes: NoteView[];
  acts: TaskActsView;
  /** To whom it can be handed on or assigned. */
  colleagues?: PersonView[];
  earlier: EarlierView[];
}

export class MyPoolView extends PoolView {
  role: string;
  organization: string;
}

export class KindView {
  kind: string;
  name: string;
}
