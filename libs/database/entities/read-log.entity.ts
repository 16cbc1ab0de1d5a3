import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A read of secret content, written and committed before the content is sent. Inserted only; a little later it gets its place in a chain. */
@Entity('read_log')
@Unique('read_log_n', ['n'])
@Index('read_log_unsealed', ['id'], { where: 'n is null' })
@Index('read_log_by_process', ['processId', 'at'])
@Index('read_log_of_person', ['personId', 'clueId', 'at'])
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

  /** Its place in the chain of readings, 1, 2, 3, …; null until it is sealed. */
  @Column('integer', { nullable: true })
  n: number | null;

  /** SHA-256 over the hash before and this reading. */
  @Column('bytea', { nullable: true })
  hash: Buffer | null;
}
