import { IsIn, IsUUID } from 'class-validator';
import { urgencies, type Urgency } from '#domain/clue';

export class ClueTransferBody {
  @IsUUID()
  clueId: string;

  /** A review task force, an organisation. */
  @IsUUID()
  toTeamId: string;

  @IsIn(Object.keys(urgencies))
  urgency: Urgency;
}
