import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Process } from './process.entity.js';

/** What moved a process, numbered without a gap; its workflow reads them in order. Inserted only. */
@Entity('command')
export class Command {
  @ForeignKey(() => Process, { name: 'command_process' })
  @PrimaryColumn('uuid')
  processId: string;

  /** 1, 2, 3, … within its process. */
  @PrimaryColumn('integer')
  seq: number;

  /** `open`, `decide`, `extend`, `recall` and the like. */
  @Column('text')
  kind: string;

  @Column('text', { nullable: true })
  taskStep: string | null;

  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('timestamptz')
  at: Date;

  /** What only handlers may read: comment, reason, opinion, result. */
  @Column('jsonb', { nullable: true })
  content: Record<string, unknown> | null;

  /** Salts the digest of the content in the timeline; 16 bytes. */
  @Column('bytea', { nullable: true })
  salt: Buffer | null;
}

/** A step that an activity has done, with its result: a repeat returns what is here. Inserted only. */
@Entity('process_step')
export class ProcessStep {
  @ForeignKey(() => Process, { name: 'process_step_process' })
  @PrimaryColumn('uuid')
  processId: string;

  /** `sign/1`, and in parallel branches `acknowledge/320311/1`. */
  @PrimaryColumn('text')
  step: string;

  /** Ids and codes, at most 2 KB. */
  @Column('jsonb')
  result: unknown;

  @Column('timestamptz')
  at: Date;
}
