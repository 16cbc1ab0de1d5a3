import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';

/** A yes or no in an address: `true` or `false`, or left out. */
export const Flag = () =>
  applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value),
    IsBoolean(),
  );
