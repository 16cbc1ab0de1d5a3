import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Organization } from './organization.entity.js';
import { Person } from './person.entity.js';

/** Who reported a clue, under a protection class of its own. */
export interface Reporter {
  anonymous: boolean;
  name?: string;
  contact?: string;
  protection: 'ordinary' | 'protected' | 'strict';
}

/** A clue (问题线索). All of its content, title included, is for those who keep or handle it. */
@Entity('clue')
@Unique('clue_number', ['number'])
@Index('clue_by_organization', { synchronize: false })
export class Clue {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  number: string;

  @Column('text')
  title: string;

  @Column('text')
  content: string;

  /** The unit that it concerns. */
  @ForeignKey(() => Organization, { name: 'clue_unit' })
  @Column('uuid')
  unitId: string;

  /** `visit`, `letter`, `inspection`, `audit` or `linkage`. */
  @Column('text')
  source: string;

  /** `internal`, `secret` or `confidential`. */
  @Column('text')
  secrecy: string;

  @Column('jsonb', { nullable: true })
  reporter: Reporter | null;

  /** In fen (1/100 yuan); a bigint, as text. */
  @Column('bigint', { nullable: true })
  amountFen: string | null;

  @Column('text', { default: 'registered' })
  state: string;

  @Column('text', { nullable: true })
  voidReason: string | null;

  /** The organisation that registered it. */
  @ForeignKey(() => Organization, { name: 'clue_organization' })
  @Column('uuid')
  organizationId: string;

  @ForeignKey(() => Person, { name: 'clue_registrar' })
  @Column('uuid')
  registeredBy: string;

  @Column('timestamptz')
  registeredAt: Date;

  /** Counts up at each correction; a correction of an older one is refused. */
  @Column('integer', { default: 1 })
  revision: number;
}

/** Whom or what a clue is about. Masked in lists. */
@Entity('clue_subject')
export class ClueSubject {
  @PrimaryColumn('uuid')
  id: string;

  @Index('clue_subject_by_clue')
  @ForeignKey(() => Clue, { name: 'clue_subject_clue' })
  @Column('uuid')
  clueId: string;

  /** `person` or `function`. */
  @Column('text')
  kind: string;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  position: string | null;
}
