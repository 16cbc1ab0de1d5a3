import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Process } from './process.entity.js';

/** A deadline of a process, planned by its policy from the recorded time of an event. */
@Entity('deadline')
@Unique('deadline_start', ['processId', 'key', 'startedAt'])
@Index('deadline_running', ['dueAt', 'processId'], { where: 'met_at is null' })
export class Deadline {
  @PrimaryColumn('uuid')
  id: string;

  @ForeignKey(() => Process, { name: 'deadline_process' })
  @Column('uuid')
  processId: string;

  /** The key of its policy: `clue.receipt`. */
  @Column('text')
  key: string;

  /** The number of its present plan; an extension, a pause or a new calendar makes the next one. */
  @Column('smallint')
  plan: number;

  @Column('timestamptz')
  startedAt: Date;

  @Column('timestamptz')
  dueAt: Date;

  /** It ends in a year whose holidays are not known yet. */
  @Column('boolean')
  provisional: boolean;

  /** How its date came about, as `libs/domain` explains it. */
  @Column('jsonb')
  explanation: unknown;

  @Column('jsonb', { default: [] })
  extensions: unknown[];

  @Column('jsonb', { default: [] })
  pauses: unknown[];

  @Column('timestamptz', { nullable: true })
  metAt: Date | null;
}

/** A rung of a deadline's ladder: a reminder, or whom it is escalated to. */
@Entity('rung')
export class Rung {
  @ForeignKey(() => Deadline, { name: 'rung_deadline' })
  @PrimaryColumn('uuid')
  deadlineId: string;

  /** The plan that it belongs to; the rungs of earlier plans stay. */
  @PrimaryColumn('smallint')
  plan: number;

  @PrimaryColumn('text')
  key: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  addressee: string;

  /** `pending` until it is taken. */
  @Column('text', { default: 'pending' })
  state: string;

  @Column('timestamptz', { nullable: true })
  handledAt: Date | null;
}
