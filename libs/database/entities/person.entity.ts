import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { Organization } from './organization.entity.js';

/** Somebody who can log in. Who leaves is deactivated, so that the timeline goes on naming them. */
@Entity('person')
@Unique('person_login', ['login'])
export class Person {
  @PrimaryColumn('uuid')
  id: string;

  /** The name under which a person logs in, in small letters. */
  @Column('text')
  login: string;

  @Column('text')
  name: string;

  /** Argon2id in its encoded form, parameters and salt included; empty until a password is set, and then nobody can log in. Only `log_in_of` and `own_password` read it. */
  @Column('text', { default: '' })
  passwordHash: string;

  @Index('person_by_organization')
  @ForeignKey(() => Organization, { name: 'person_organization' })
  @Column('uuid')
  organizationId: string;

  /** `zh-CN` or `en`. */
  @Column('text', { default: 'zh-CN' })
  language: string;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  deactivatedAt: Date | null;
}

/** A role that a person has in an organisation. */
@Entity('role_assignment')
@Index('role_assignment_by_pool', ['pool', 'personId'])
@Check('role_assignment_pool', `pool = organization_id::text || '/' || role`)
export class RoleAssignment {
  @ForeignKey(() => Person, { name: 'role_assignment_person' })
  @PrimaryColumn('uuid')
  personId: string;

  @Index('role_assignment_by_organization')
  @ForeignKey(() => Organization, { name: 'role_assignment_organization' })
  @PrimaryColumn('uuid')
  organizationId: string;

  @PrimaryColumn('text')
  role: string;

  /** The pool whose tasks the role sees: organisation id, slash, role. */
  @Column('text')
  pool: string;

  @Column('timestamptz')
  since: Date;
}
