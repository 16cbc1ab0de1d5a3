import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';

/** What a link that is good once stands for. The link holds the token, the record only its hash. */
@Entity('one_time_token')
export class OneTimeToken {
  /** SHA-256 of the token. */
  @PrimaryColumn('bytea')
  tokenHash: Buffer;

  /** `set-up` founds an empty record, `password` sets the password of its person. */
  @Column('text')
  purpose: string;

  @Index('one_time_token_by_person')
  @ForeignKey(() => Person, { name: 'one_time_token_person' })
  @Column('uuid', { nullable: true })
  personId: string | null;

  /** Nobody where the installation itself did. */
  @Column('uuid', { nullable: true })
  madeBy: string | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
