import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Process } from './process.entity.js';

/** What happened to a process, chained by hashes. Inserted only. */
@Entity('timeline_entry')
export class TimelineEntry {
  @ForeignKey(() => Process, { name: 'timeline_entry_process' })
  @PrimaryColumn('uuid')
  processId: string;

  /** 1, 2, 3, … within its process. */
  @PrimaryColumn('integer')
  n: number;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  action: string;

  /** Nobody where time did it. */
  @Column('uuid', { nullable: true })
  personId: string | null;

  @Column('text', { nullable: true })
  taskStep: string | null;

  /** Ids, codes and dates, never content. */
  @Column('jsonb')
  detail: Record<string, unknown>;

  /** The number of the command that it tells of; null where it tells of none. */
  @Column('integer', { nullable: true })
  commandSeq: number | null;

  /** Salted SHA-256 of the command's content, so that this can be destroyed and the chain stay whole. */
  @Column('bytea', { nullable: true })
  contentDigest: Buffer | null;

  /** SHA-256 over the hash before and this entry. */
  @Column('bytea')
  hash: Buffer;
}
