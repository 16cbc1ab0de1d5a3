import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A read of secret content, written and committed before the content is sent. Inserted only. */
@Entity('read_log')
@Index('read_log_by_process', ['processId', 'at'])
export class ReadLog {
  /** A bigint, as text. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  @Column('uuid')
  personId: string;

  @Column('timestamptz')
  at: Date;

  /** What kind of content was read: `clue`, `document` and the like. */
  @Column('text')
  what: string;

  @Column('uuid', { nullable: true })
  processId: string | null;

  @Column('uuid', { nullable: true })
  clueId: string | null;

  @Column('uuid', { nullable: true })
  documentId: string | null;
}
