import { IsIn, IsISO8601, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsId } from '../http/ids.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { OptionalText, RequiredText } from '../http/text.js';
import { NamedView, NumberedView, PersonView } from '../processes/views.dto.js';

export class LogInBody {
  @RequiredText(80)
  name: string;

  @IsString()
  @MinLength(1)
  @MaxLength(200)
  password: string;
}

export class LanguageBody {
  @IsIn(['zh-CN', 'en'])
  language: 'zh-CN' | 'en';
}

export class OrganizationsQuery extends PageQuery {
  @OptionalText(40)
  kind?: string;

  @OptionalText(20)
  level?: string;

  /** Part of a name. */
  @OptionalText(80)
  q?: string;
}

export class OrganizationView extends NamedView {
  shortName: string;
  nameEn: string;
  kind: string;
  /** city, county, zone or unit */
  level: string;
  /** Of the national division (GB/T 2260), where it has one. */
  code?: string;
  parentId?: string;
}

export class OrganizationPage {
  items: OrganizationView[];
  nextCursor?: string;
}

export class OwnOrganizationView extends NamedView {}

export class OwnPersonView extends NamedView {
  language: string;
  organization: OwnOrganizationView;
}

export class HeldRoleView {
  role: string;
  organizationId: string;
  organization: string;
  level: string;
}

export class MeView {
  person: OwnPersonView;
  roles: HeldRoleView[];
  permissions: string[];
  /** Unsafe requests carry it as X-CSRF-Token. */
  csrfToken: string;
}

export class RecusalBody {
  /** To whom or what the tie is: a unit, one process, or a relative who may be its subject or reporter. */
  @IsIn(['unit', 'process', 'relative'])
  tie: 'unit' | 'process' | 'relative';

  @MayBeLeftOut()
  @IsId()
  unitId?: string;

  @OptionalText(40)
  processNumber?: string;

  @OptionalText(100)
  relativeName?: string;

  @RequiredText(1000)
  reason: string;

  /** A day; the recusal ends with it. Without it, it lasts until it is ended. */
  @MayBeLeftOut()
  @IsISO8601({ strict: true })
  @Matches(/^20\d\d-\d\d-\d\d$/)
  endsAt?: string;
}

export class EndRecusalBody {
  @RequiredText(1000)
  reason: string;
}

export class RecusalView {
  id: string;
  /** Who is recused. */
  person: PersonView;
  tie: string;
  unit?: NamedView;
  process?: NumberedView;
  relativeName?: string;
  reason: string;
  declaredAt: Date;
  endsAt?: Date;
  endedAt?: Date;
  endReason?: string;
}

export class RecusalPage {
  items: RecusalView[];
}
