import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Organization } from './organization.entity.js';
import { Person } from './person.entity.js';
import { PolicySet } from './policy.entity.js';

/** One process over its whole life. Its row is the lock of all that belongs to it, and bears the head of its timeline. */
@Entity('process')
@Unique('process_number', ['number'])
@Unique('process_child', ['parentId', 'parentStep', 'childKey'])
@Index('process_one_open', ['type', 'subjectId'], { unique: true, where: 'closed_at is null and subject_id is not null' })
@Index('process_by_organization', { synchronize: false })
@Index('process_by_opener', { synchronize: false })
@Index('process_by_opening', { synchronize: false })
@Index('process_troubled', ['id'], { where: 'stuck_since is not null or parked_since is not null' })
@Index('process_open', ['id'], { where: 'closed_at is null' })
export class Process {
  /** Also the id of its workflow. */
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  /** `clue-transfer` and the like. */
  @Column('text')
  type: string;

  /** The version of its story, pinned when it opens. */
  @Column('smallint')
  version: number;

  @Column('text')
  state: string;

  @Column('text', { nullable: true })
  outcome: string | null;

  /** What its workflow is started with: ids and codes, never content. */
  @Column('jsonb')
  input: Record<string, unknown>;

  /** What it is about, the clue of a transfer; of one subject at most one process of a type is open. */
  @Column('uuid', { nullable: true })
  subjectId: string | null;

  /** The organisation that opened it. */
  @ForeignKey(() => Organization, { name: 'process_organization' })
  @Column('uuid')
  organizationId: string;

  /** The unit that it concerns. */
  @ForeignKey(() => Organization, { name: 'process_unit' })
  @Column('uuid', { nullable: true })
  unitId: string | null;

  /** `normal` or `urgent`. */
  @Column('text', { default: 'normal' })
  urgency: string;

  @ForeignKey(() => PolicySet, { name: 'process_policy_set' })
  @Column('integer')
  policySet: number;

  /** Null where a parent opened it. */
  @ForeignKey(() => Person, { name: 'process_opener' })
  @Column('uuid', { nullable: true })
  openedBy: string | null;

  @Column('timestamptz')
  openedAt: Date;

  /** When the last thing happened to it; what has not moved for long is silent. */
  @Column('timestamptz')
  movedAt: Date;

  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  suspendedAt: Date | null;

  @ForeignKey(() => Process, { name: 'process_parent' })
  @Column('uuid', { nullable: true })
  parentId: string | null;

  /** The step of its parent that opened it. */
  @Column('text', { nullable: true })
  parentStep: string | null;

  /** What it is for among the children of that step: a division code, say. */
  @Column('text', { nullable: true })
  childKey: string | null;

  /** The number of its last command. */
  @Column('integer', { default: 0 })
  seq: number;

  /** How many entries its timeline has. */
  @Column('integer', { default: 0 })
  entries: number;

  /** The hash of the last entry; 32 zero bytes before the first. */
  @Column('bytea')
  head: Buffer;

  /** The step whose activity keeps failing; null where it is the story itself. */
  @Column('text', { nullable: true })
  stuckStep: string | null;

  @Column('text', { nullable: true })
  stuckCode: string | null;

  @Column('timestamptz', { nullable: true })
  stuckSince: Date | null;

  /** Since when the engine calls it completed while the record has it open. */
  @Column('timestamptz', { nullable: true })
  parkedSince: Date | null;
}

/** A pool whose people may see a process, and as what. */
@Entity('process_reader')
@Index('process_reader_by_pool', ['pool', 'processId'])
export class ProcessReader {
  @ForeignKey(() => Process, { name: 'process_reader_process' })
  @PrimaryColumn('uuid')
  processId: string;

  /** Organisation id, slash, role. */
  @PrimaryColumn('text')
  pool: string;

  @Column('text')
  relation: string;
}
