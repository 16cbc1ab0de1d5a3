import { ApiProperty } from '@nestjs/swagger';
import { IsIn, MinLength } from 'class-validator';
import { organizationKinds, type OrganizationKind } from '#domain/organizations';
import { IsId } from '../http/ids.js';
import { Flag } from '../http/flag.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { DivisionCode, Name, OptionalName, OptionalText } from '../http/text.js';
import { OrganizationView } from '../identity/identity.dto.js';
import { NamedView } from '../processes/views.dto.js';

const kinds = Object.keys(organizationKinds) as OrganizationKind[];

export class TreeQuery extends PageQuery {
  /** Whose children; without it, the organisations in which one is an administrator. */
  @MayBeLeftOut()
  @IsId()
  parentId?: string;

  /** Part of a name or a code; then all that one administers is searched, and `parentId` does not count. */
  @OptionalText(80)
  q?: string;

  /** Those out of use too. */
  @Flag()
  inactive?: boolean;
}

export class OrganizationNode extends OrganizationView {
  active: boolean;
  /** How many organisations stand right under it, and how many people belong to it. */
  organizations: number;
  people: number;
}

export class OrganizationNodePage {
  items: OrganizationNode[];
  nextCursor?: string;
}

export class OrganizationDetail extends OrganizationNode {
  creditCode?: string;
  /** From the top down to the one above it. */
  above: NamedView[];
  /** The kinds that may stand right under it. */
  kindsBelow: string[];
  /** Whether one's own role begins here: such a one can be changed, neither moved nor put out of use. */
  top: boolean;
  /** How many roles people have in it, how many open tasks lie in its pools, how many open processes it has sent, and how many of its clues are neither under way nor settled. It can be put out of use where nothing is left in it. */
  roles: number;
  tasks: number;
  processes: number;
  clues: number;
}

export class NewOrganizationBody {
  @IsId()
  parentId: string;

  @IsIn(kinds)
  @ApiProperty({ enum: kinds })
  kind: OrganizationKind;

  @Name(100)
  name: string;

  /** The name where it is left out. */
  @OptionalName(40)
  shortName?: string;

  /** The name where it is left out. */
  @OptionalName(150)
  nameEn?: string;

  /** Of the national division (GB/T 2260); areas only. */
  @DivisionCode()
  code?: string;

  /** Unified social credit code (GB 32100). */
  @OptionalText(18)
  creditCode?: string;
}

/** What is left out stays; an empty text takes a code away. */
export class OrganizationChanges {
  @OptionalName(100)
  @MinLength(1)
  name?: string;

  @OptionalName(40)
  shortName?: string;

  @OptionalName(150)
  nameEn?: string;

  @DivisionCode()
  code?: string;

  @OptionalText(18)
  creditCode?: string;
}

export class OrganizationMoveBody {
  /** Under which it stands from now on. */
  @IsId()
  parentId: string;
}
