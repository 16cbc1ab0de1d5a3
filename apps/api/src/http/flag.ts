import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';

/** A yes or no in an address: `true` or `false`, or left out. */
export const Flag = () =>
  applyDecorators(
    MayBeLeftOut(),
    Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value),
    IsBoolean(),
  );
