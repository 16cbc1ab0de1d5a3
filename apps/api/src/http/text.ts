import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

// PostgreSQL's text holds no NUL, and a lone surrogate is no text.
const storable = /^[^\p{Cs}\0]*$/u;
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A text that has to be filled in: trimmed, not empty, of at most so many characters. */
export const RequiredText = (maxLength: number) => applyDecorators(trimmed, IsString(), IsNotEmpty(), MaxLength(maxLength), Matches(storable));

/** A text that may be left out. */
export const OptionalText = (maxLength: number) => applyDecorators(trimmed, IsOptional(), IsString(), MaxLength(maxLength), Matches(storable));
