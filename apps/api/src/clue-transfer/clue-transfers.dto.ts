import { IsIn } from 'class-validator';
import { urgencies, type Urgency } from '#domain/clue';
import { IsId } from '../http/ids.js';

export class ClueTransferBody {
  @IsId()
  clueId: string;

  /** A review task force, an organisation. */
  @IsId()
  toTeamId: string;

  @IsIn(Object.keys(urgencies))
  urgency: Urgency;
}
