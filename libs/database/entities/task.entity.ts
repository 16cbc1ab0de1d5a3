import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Deadline } from './deadline.entity.js';
import { Organization } from './organization.entity.js';
import { Person } from './person.entity.js';
import { Process } from './process.entity.js';

/** What people of a pool compete for and one of them decides. */
@Entity('task')
@Unique('task_step', ['processId', 'step'])
@Index('task_in_pool', ['pool', 'dueAt', 'id'], { where: `state = 'open' and not copy` })
@Index('task_copied', ['pool', 'dueAt', 'id'], { where: `state = 'open' and copy` })
@Index('task_of_unit', ['pool', 'unitId', 'dueAt', 'id'], { where: `state = 'open'` })
@Index('task_in_hand', ['holder', 'dueAt', 'id'], { where: `state = 'open'` })
@Index('task_decided', { synchronize: false })
@Index('task_deserted', ['nobodyToldAt'], { where: 'nobody_told_at is not null' })
@Index('task_leased', ['leaseUntil'], { where: `state = 'open' and holder is not null` })
export class Task {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Process, { name: 'task_process' })
  @Column('uuid')
  processId: string;

  /** The step of the story that opened it: `sign/1`. */
  @Column('text')
  step: string;

  @Column('text')
  kind: string;

  /** Organisation id, slash, role. */
  @Column('text')
  pool: string;

  /** For information: it is receipted, and nothing waits for it. */
  @Column('boolean', { default: false })
  copy: boolean;

  /** The unit that its process is about. */
  @ForeignKey(() => Organization, { name: 'task_unit' })
  @Column('uuid', { nullable: true })
  unitId: string | null;

  @Column('text', { default: 'open' })
  state: string;

  /** Whose claim it is, and stays until somebody else takes it, even when the lease has run out. */
  @ForeignKey(() => Person, { name: 'task_holder' })
  @Column('uuid', { nullable: true })
  holder: string | null;

  @Column('timestamptz', { nullable: true })
  claimedAt: Date | null;

  /** Until when the claim keeps others away. */
  @Column('timestamptz', { nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { nullable: true })
  leaseWarnedAt: Date | null;

  /** Who must not take it, having done the work that it judges. */
  @Column('uuid', { nullable: true })
  notBy: string | null;

  /** The deadline that it serves. */
  @ForeignKey(() => Deadline, { name: 'task_deadline' })
  @Column('uuid', { nullable: true })
  deadlineId: string | null;

  /** When its deadline ends, for ordering; the number Infinity where it serves none. */
  @Column('timestamptz', { default: 'infinity' })
  dueAt: Date | number;

  @Column('timestamptz')
  openedAt: Date;

  /** Since when the office is told that nobody may take it; empty as long as somebody may. */
  @Column('timestamptz', { nullable: true })
  nobodyToldAt: Date | null;

  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('uuid', { nullable: true })
  decidedBy: string | null;

  @Column('timestamptz', { nullable: true })
  decidedAt: Date | null;
}

/** What a holder has written so far; nobody else sees it. */
@Entity('draft')
export class Draft {
  @ForeignKey(() => Task, { name: 'draft_task' })
  @PrimaryColumn('uuid')
  taskId: string;

  @PrimaryColumn('uuid')
  personId: string;

  /** The fields of the decision form. */
  @Column('jsonb')
  body: Record<string, unknown>;

  /** Counts up at each save; a save on an older one is refused. */
  @Column('integer')
  revision: number;

  @Column('timestamptz')
  savedAt: Date;
}

/** A note that stays with a task through hand-overs, told by an entry of the timeline. Inserted only. */
@Entity('task_note')
@Index('task_note_by_task', ['taskId', 'at'])
@Index('task_note_by_entry', ['processId', 'n'], { unique: true })
export class TaskNote {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  processId: string;

  @ForeignKey(() => Task, { name: 'task_note_task' })
  @Column('uuid')
  taskId: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  text: string;

  @Column('timestamptz')
  at: Date;

  /** The number of its entry. */
  @Column('integer')
  n: number;

  /** What the entry's digest of it is salted with. */
  @Column('bytea')
  salt: Buffer;
}
