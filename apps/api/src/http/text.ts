import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsObject, IsString, Matches, MaxLength, ValidateBy } from 'class-validator';
import { MayBeLeftOut } from './may-be-left-out.js';
import { unseen } from './unseen.js';

// PostgreSQL's text holds no NUL, and a lone surrogate is no text.
const storable = /^[^\p{Cs}\0]*$/u;
const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));

/** A text that has to be filled in: trimmed, not empty, of at most so many characters. */
export const RequiredText = (maxLength: number) =>
  applyDecorators(trimmed, IsString(), IsNotEmpty(), MaxLength(maxLength), Matches(storable), ApiProperty({ minLength: 1, maxLength }));

const seen = new RegExp(`^[^${unseen}]*$`, 'u');

/** A name: one line of what can be seen, of at most so many characters. */
export const Name = (maxLength: number) => applyDecorators(RequiredText(maxLength), Matches(seen));

/** A name that may be left out. */
export const OptionalName = (maxLength: number) => applyDecorators(OptionalText(maxLength), Matches(seen));

/** A text that may be left out. */
export const OptionalText = (maxLength: number) =>
  applyDecorators(trimmed, MayBeLeftOut(), IsString(), MaxLength(maxLength), Matches(storable), ApiPropertyOptional({ maxLength }));

/** A code of the national division (GB/T 2260): six digits, or nothing. */
export const DivisionCode = () => applyDecorators(OptionalText(6), Matches(/^(\d{6})?$/));

const loginPattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u;

/**
 * Whether this is a log-in name as the record keeps it: letters and digits with `.`, `_`, `-` and `@` between them, in small letters.
 * Each in its plain form: a full-width `ｚｈａｏ` would stand beside `zhao` as another name that reads the same.
 */
export const isLoginName = (text: unknown): boolean => typeof text === 'string' && loginPattern.test(text) && text === text.normalize('NFKC');

export const LoginName = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)),
    IsString(),
    MaxLength(40),
    ValidateBy({ name: 'matches', validator: { validate: isLoginName } }),
    ApiProperty({ minLength: 2, maxLength: 40 }),
  );

const mostCharacters = 100_000;

/** Fields of any kind by their names, all of whose texts can be kept. */
export const StorableFields = () => applyDecorators(IsObject(), ValidateBy({ name: 'matches', validator: { validate: isStorable } }));

function isStorable(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  let storableTexts = true;
  const written = JSON.stringify(value, (key, part: unknown) => {
    storableTexts &&= storable.test(key) && (typeof part !== 'string' || storable.test(part));
    return part;
  });
  return storableTexts && written.length <= mostCharacters;
}
