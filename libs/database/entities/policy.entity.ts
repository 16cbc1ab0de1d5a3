import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A version of the deadline policies; a process pins the one that it opens under. */
@Entity('policy_set')
export class PolicySet {
  @PrimaryColumn('integer')
  version: number;

  @Column('timestamptz')
  effectiveAt: Date;

  /** The regulation or decision that it rests on, as it is shown. */
  @Column('text')
  basis: string;
}

/** One deadline policy of a set. */
@Entity('deadline_policy')
export class DeadlinePolicy {
  @ForeignKey(() => PolicySet, { name: 'deadline_policy_set' })
  @PrimaryColumn('integer')
  policySet: number;

  /** Its name, such as `clue.receipt`. */
  @PrimaryColumn('text')
  key: string;

  /** As `libs/domain` defines a policy. */
  @Column('jsonb')
  body: Record<string, unknown>;
}
