import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which page of a list. */
export class PageQuery {
  /** Where the page before this one ended: its `nextCursor`. */
  @IsOptional()
  @IsString()
  @MaxLength(300)
  cursor?: string;

  /** How many rows at the most. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  @ApiPropertyOptional({ type: 'integer' })
  limit: number = 50;
}
