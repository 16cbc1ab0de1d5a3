import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';

/** Which page of a list. */
export class PageQuery {
  /** Where the page before this one ended: its `nextCursor`. */
  @MayBeLeftOut()
  @IsString()
  @MaxLength(300)
  cursor?: string;

  /** How many rows at the most. */
  @MayBeLeftOut()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  @ApiPropertyOptional({ type: 'integer' })
  limit: number = 50;
}
