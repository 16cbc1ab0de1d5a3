import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** An organisation of the tree: an area, a body of one, an inspected unit, a task force. It is deactivated, never deleted. */
@Entity('organization')
@Unique('organization_code', ['code'])
@Unique('organization_credit_code', ['creditCode'])
export class Organization {
  @PrimaryColumn('uuid')
  id: string;

  /** Null for the root. */
  @Index('organization_by_parent')
  @ForeignKey(() => Organization, { name: 'organization_parent' })
  @Column('uuid', { nullable: true })
  parentId: string | null;

  /** The nearest area (city, county or zone) above it; an area is its own. */
  @Index('organization_by_area')
  @ForeignKey(() => Organization, { name: 'organization_area' })
  @Column('uuid')
  areaId: string;

  /** Ids from the root to itself. */
  @Column('uuid', { array: true })
  path: string[];

  @Column('text')
  kind: string;

  @Column('text')
  level: string;

  /** Division code (GB/T 2260) of an area that has one. */
  @Column('text', { nullable: true })
  code: string | null;

  /** Unified social credit code (GB 32100). A party group inside a unit has none. */
  @Column('text', { nullable: true })
  creditCode: string | null;

  @Column('text')
  name: string;

  @Column('text')
  nameEn: string;

  @Column('text')
  shortName: string;

  @Column('boolean', { default: true })
  active: boolean;

  @Column('timestamptz')
  createdAt: Date;
}
