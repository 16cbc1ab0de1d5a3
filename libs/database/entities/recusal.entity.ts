import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Person } from './person.entity.js';
import { Process } from './process.entity.js';

/** A tie that a person has declared, to a unit, a process or somebody's name. */
@Entity('recusal')
export class Recusal {
  @PrimaryColumn('uuid')
  id: string;

  @Index('recusal_by_person')
  @ForeignKey(() => Person, { name: 'recusal_person' })
  @Column('uuid')
  personId: string;

  /** `unit`, `process` or `relative`: which of the next three is set. */
  @Column('text')
  tie: string;

  @Column('uuid', { nullable: true })
  unitId: string | null;

  @Column('uuid', { nullable: true })
  processId: string | null;

  /** As it was named when the tie was declared; the process itself is out of sight from then on. */
  @Column('text', { nullable: true })
  processNumber: string | null;

  /** Compared with subjects and reporters of clues. */
  @Column('text', { nullable: true })
  relativeName: string | null;

  @Column('text')
  reason: string;

  @Column('timestamptz')
  declaredAt: Date;

  /** When it ends by itself. */
  @Column('timestamptz', { nullable: true })
  endsAt: Date | null;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  /** Nobody where it ended by itself. */
  @Column('uuid', { nullable: true })
  endedBy: string | null;

  @Column('text', { nullable: true })
  endReason: string | null;
}

/** A process that a recusal keeps a person from. Written and deleted by the recusal functions alone. */
@Entity('exclusion')
@Index('exclusion_by_process', ['processId', 'personId'])
export class Exclusion {
  @PrimaryColumn('uuid')
  personId: string;

  @ForeignKey(() => Process, { name: 'exclusion_process' })
  @PrimaryColumn('uuid')
  processId: string;

  @ForeignKey(() => Recusal, { name: 'exclusion_recusal' })
  @PrimaryColumn('uuid')
  recusalId: string;
}
