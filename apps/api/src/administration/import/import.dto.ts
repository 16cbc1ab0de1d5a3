import { ApiProperty } from '@nestjs/swagger';
import { Flag } from '../../http/flag.js';

export class ImportQuery {
  /** Only says what an import would do. */
  @Flag()
  dryRun?: boolean;
}

export class ImportErrorView {
  /** The key of the column, or what stands at its head where it is none. */
  column: string;
  /** Its name as people read it. */
  name: string;
  /** As a spreadsheet names it: `C17`. */
  cell: string;
  code: string;
  message: string;
}

export class ImportChangeView {
  column: string;
  name: string;
  from?: string;
  to: string;
}

export class ImportRowView {
  @ApiProperty({ enum: ['organizations', 'people'] })
  sheet: 'organizations' | 'people';
  row: number;
  /** Whom or what the row is about: a name, with the log-in name where it is a person. */
  label: string;
  /** The organisation as the row writes it: the one above, or to which the person belongs. */
  place: string;
  /** What comes of it, or would. */
  @ApiProperty({ enum: ['add', 'change', 'same', 'refused'] })
  effect: 'add' | 'change' | 'same' | 'refused';
  changes: ImportChangeView[];
  errors: ImportErrorView[];
}

export class ImportSums {
  add: number;
  change: number;
  same: number;
  refused: number;
}

export class ImportLinkView {
  name: string;
  login: string;
  token: string;
  expiresAt: Date;
}

export class ImportReport {
  dryRun: boolean;
  organizations: ImportSums;
  people: ImportSums;
  rows: ImportRowView[];
  /** With which those who were added set their passwords. Shown this once. */
  links: ImportLinkView[];
}
