import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Person } from './person.entity.js';

/** A log-in. The cookie holds its id, the record only the hash of that. */
@Entity('session')
@Unique('session_id', ['id'])
export class Session {
  /** SHA-256 of the session's id. */
  @PrimaryColumn('bytea')
  idHash: Buffer;

  /** By which it is named to people; it opens nothing. */
  @Column('uuid')
  id: string;

  @Index('session_by_person')
  @ForeignKey(() => Person, { name: 'session_person' })
  @Column('uuid')
  personId: string;

  @Column('text')
  csrfToken: string;

  @Column('timestamptz')
  createdAt: Date;

  /** When it was last used, to the minute. */
  @Column('timestamptz')
  seenAt: Date;

  /** Its absolute limit, however busy it is. */
  @Column('timestamptz')
  expiresAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  /** The address from which it was opened. */
  @Column('text', { default: '' })
  address: string;

  /** What the browser called itself then. */
  @Column('text', { default: '' })
  agent: string;
}

/** How often a log-in has failed, by account or by address. */
@Entity('login_throttle')
export class LoginThrottle {
  @PrimaryColumn('text')
  key: string;

  /** Failures in a row. */
  @Column('integer')
  failures: number;

  @Column('timestamptz')
  lastAt: Date;

  @Column('timestamptz', { nullable: true })
  blockedUntil: Date | null;
}

/** A request that was answered under an Idempotency-Key, kept for seven days. */
@Entity('idempotency')
@Index('idempotency_by_age', ['at'])
export class Idempotency {
  @PrimaryColumn('uuid')
  personId: string;

  /** Method and route pattern. */
  @PrimaryColumn('text')
  route: string;

  @PrimaryColumn('text')
  key: string;

  /** SHA-256 of the request: the same key with another request is refused. */
  @Column('bytea')
  requestHash: Buffer;

  /** The HTTP status that was answered. */
  @Column('smallint')
  status: number;

  /** What the request made or changed; it is projected anew for each reader. */
  @Column('text')
  resourceId: string;

  @Column('timestamptz')
  at: Date;
}
