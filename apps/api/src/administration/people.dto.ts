import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, MinLength } from 'class-validator';
import { type Role, roles } from '#domain/roles';
import { IsId } from '../http/ids.js';
import { Flag } from '../http/flag.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { LoginName, Name, OptionalName, OptionalText } from '../http/text.js';
import { SessionView } from '../identity/sessions.dto.js';
import { Allowance, NamedView, NumberedView } from '../processes/views.dto.js';

const allRoles = Object.keys(roles) as Role[];

export class PeopleQuery extends PageQuery {
  /** To which they belong; without it, all whom one administers. */
  @MayBeLeftOut()
  @IsId()
  organizationId?: string;

  /** Part of a name or a log-in name. */
  @OptionalText(80)
  q?: string;

  @MayBeLeftOut()
  @IsIn(allRoles)
  @ApiProperty({ enum: allRoles, required: false })
  role?: Role;

  /** Those who have left too. */
  @Flag()
  inactive?: boolean;

  /** Those alone who are still to set a password. */
  @Flag()
  withoutPassword?: boolean;
}

export class RoleOfPersonView {
  role: string;
  organization: NamedView;
  since: Date;
  take: Allowance;
}

export class AdministeredPersonView extends NamedView {
  login: string;
  organization: NamedView;
  roles: RoleOfPersonView[];
  active: boolean;
  /** Nobody can log in as somebody who has not set a password yet. */
  passwordSet: boolean;
}

export class PeoplePage {
  items: AdministeredPersonView[];
  nextCursor?: string;
}

export class TaskInHandView {
  process: NumberedView;
  /** The organisation from whose pool it was taken. */
  organization: NamedView;
}

export class PersonActs {
  change: Allowance;
  move: Allowance;
  leave: Allowance;
  reset: Allowance;
  roles: Allowance;
}

export class PersonDetail extends AdministeredPersonView {
  addedAt: Date;
  leftAt?: Date;
  sessions: SessionView[];
  tasks: TaskInHandView[];
  /** Who could take over some of the tasks: members of the same pools. */
  successors: NamedView[];
  acts: PersonActs;
}

/** A link that is good once stands for the token: the console's page /new-password, with the token behind a #. */
export class PasswordTokenView {
  token: string;
  expiresAt: Date;
}

export class NewPersonView extends PersonDetail {
  /** With which the person sets their password. Shown this once; a repeat of the request does not show it again. */
  password?: PasswordTokenView;
}

export class NewPersonBody {
  @Name(60)
  name: string;

  @LoginName()
  login: string;

  @IsId()
  organizationId: string;

  /** Held in the same organisation. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(11)
  @IsIn(allRoles, { each: true })
  @ApiProperty({ enum: allRoles, isArray: true, required: false })
  roles?: Role[];
}

/** What is left out stays. */
export class PersonChanges {
  @OptionalName(60)
  @MinLength(1)
  name?: string;

  @MayBeLeftOut()
  @LoginName()
  login?: string;
}

export class SuccessorBody {
  /** Who takes over the tasks that this person may take; the others go back to their pools. */
  @MayBeLeftOut()
  @IsId()
  successorId?: string;
}

export class PersonMoveBody extends SuccessorBody {
  @IsId()
  organizationId: string;
}

export class RoleBody {
  @IsIn(allRoles)
  @ApiProperty({ enum: allRoles })
  role: Role;

  @IsId()
  organizationId: string;
}

export class RoleEndBody extends SuccessorBody {
  @IsIn(allRoles)
  @ApiProperty({ enum: allRoles })
  role: Role;

  @IsId()
  organizationId: string;
}
