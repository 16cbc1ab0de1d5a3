import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsDefined, IsIn, IsInt, IsObject, Matches, Min, ValidateNested } from 'class-validator';
import { type Protection, protections, secrecies, type Secrecy, type Source, sources, type SubjectKind, subjectKinds } from '#domain/clue';
import { IsId } from '../http/ids.js';
import { MayBeLeftOut } from '../http/may-be-left-out.js';
import { PageQuery } from '../http/paging.dto.js';
import { OptionalText, RequiredText } from '../http/text.js';
import { NamedView, PersonView } from '../processes/views.dto.js';

export class SubjectBody {
  @IsIn(Object.keys(subjectKinds))
  kind: SubjectKind;

  @RequiredText(100)
  name: string;

  @OptionalText(200)
  position?: string;
}

export class ReporterBody {
  @IsBoolean()
  anonymous: boolean;

  @OptionalText(100)
  name?: string;

  @OptionalText(200)
  contact?: string;

  @IsIn(Object.keys(protections))
  protection: Protection;
}

/** In yuan, with at most two decimals: "125000.00". */
const amountPattern = /^\d{1,13}(\.\d{1,2})?$/;

export class ClueBody {
  @RequiredText(200)
  title: string;

  @RequiredText(20_000)
  content: string;

  @IsId()
  unitId: string;

  @IsIn(Object.keys(sources))
  source: Source;

  @IsIn(Object.keys(secrecies))
  secrecy: Secrecy;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SubjectBody)
  subjects?: SubjectBody[];

  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => ReporterBody)
  reporter?: ReporterBody;

  /** In yuan, with at most two decimals. */
  @MayBeLeftOut()
  @Matches(amountPattern)
  amount?: string;

  /** Ids of documents that were uploaded before. */
  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @IsId({ each: true })
  documents?: string[];
}

export class ClueCorrectionBody {
  @OptionalText(200)
  title?: string;

  @OptionalText(20_000)
  content?: string;

  @MayBeLeftOut()
  @IsId()
  unitId?: string;

  @MayBeLeftOut()
  @IsIn(Object.keys(sources))
  source?: Source;

  @MayBeLeftOut()
  @IsIn(Object.keys(secrecies))
  secrecy?: Secrecy;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => SubjectBody)
  subjects?: SubjectBody[];

  @MayBeLeftOut()
  @IsObject()
  @ValidateNested()
  @Type(() => ReporterBody)
  reporter?: ReporterBody;

  /** In yuan, with at most two decimals; an empty text takes the amount away. */
  @MayBeLeftOut()
  @Matches(/^(\d{1,13}(\.\d{1,2})?)?$/)
  amount?: string;

  @MayBeLeftOut()
  @IsArray()
  @ArrayMaxSize(50)
  @IsId({ each: true })
  documents?: string[];

  /** The revision that it was read at. */
  @IsDefined()
  @IsInt()
  @Min(1)
  @ApiProperty({ type: 'integer' })
  revision: number;
}

export class VoidBody {
  @RequiredText(1000)
  reason: string;
}

export class CluesQuery extends PageQuery {
  @MayBeLeftOut()
  @IsIn(['registered', 'offered', 'voided', 'returned', 'recalled', 'concluded'])
  state?: string;

  /** The beginning of a number, or part of the title. */
  @OptionalText(80)
  q?: string;
}

export class ClueQuery {
  /** The process by which the reader handles it. */
  @MayBeLeftOut()
  @IsId()
  processId?: string;
}

export class TransferOfClueView {
  id: string;
  number: string;
  state: string;
  outcome?: string;
}

export class ClueRow {
  id: string;
  number: string;
  title: string;
  unit: NamedView;
  source: string;
  secrecy: string;
  /** registered, offered, voided, or how the last transfer ended: returned, recalled, concluded. */
  state: string;
  registeredAt: Date;
  /** Masked: 张某. */
  subjects: string[];
  transfer?: TransferOfClueView;
}

export class CluePage {
  items: ClueRow[];
  nextCursor?: string;
}

export class SubjectView {
  kind: string;
  name: string;
  position?: string;
}

export class ReporterView {
  anonymous: boolean;
  name?: string;
  contact?: string;
  protection: string;
}

export class DocumentView {
  id: string;
  name: string;
  mediaType: string;
  /** In bytes. */
  size: number;
  uploadedAt: Date;
}

export class ClueView {
  id: string;
  number: string;
  title: string;
  content: string;
  unit: NamedView;
  source: string;
  secrecy: string;
  state: string;
  registeredAt: Date;
  registeredBy: PersonView;
  subjects: SubjectView[];
  reporter?: ReporterView;
  /** In fen. */
  amountFen?: string;
  documents: DocumentView[];
  revision: number;
  voidReason?: string;
  transfer?: TransferOfClueView;
  canCorrect: boolean;
  canOffer: boolean;
}
