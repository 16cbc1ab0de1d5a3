import { ApiProperty } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { longestPassword, shortestPassword } from '#domain/password';
import { OptionalText, RequiredText } from '../http/text.js';

/** A log-in name as the record keeps it: letters and digits with `.`, `_`, `-` and `@` between them, in small letters. */
export const loginPattern = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u;

export const LoginName = () =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim().toLowerCase() : value)),
    IsString(),
    MaxLength(40),
    Matches(loginPattern),
    ApiProperty({ minLength: 2, maxLength: 40 }),
  );

/** A password that somebody takes; whether it is good enough is judged with their log-in name. */
const NewPassword = () => applyDecorators(IsString(), MinLength(1), MaxLength(1000), ApiProperty({ minLength: shortestPassword, maxLength: longestPassword }));

/** Six digits, or nothing. */
export const DivisionCode = () => applyDecorators(OptionalText(6), Matches(/^(\d{6})?$/));

export class TokenBody {
  @IsString()
  @Matches(/^[\w-]{43}$/)
  token: string;
}

export class TokenView {
  /** set-up: founds an empty record; password: sets the password of its person */
  purpose: 'set-up' | 'password';
  /** Whose password it sets. */
  login?: string;
  name?: string;
}

export class PasswordByTokenBody extends TokenBody {
  @NewPassword()
  password: string;
}

export class PasswordBody {
  /** The one that one has now. */
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  current: string;

  @NewPassword()
  password: string;
}

export class SetUpBody extends TokenBody {
  /** What the whole is for: a city, a county or a zone. */
  @IsIn(['city', 'county', 'zone'])
  kind: 'city' | 'county' | 'zone';

  /** Of the organisation. */
  @RequiredText(100)
  organization: string;

  @OptionalText(40)
  shortName?: string;

  @OptionalText(150)
  nameEn?: string;

  /** Of the national division (GB/T 2260), where it has one. */
  @DivisionCode()
  code?: string;

  /** Of the first administrator. */
  @RequiredText(60)
  name: string;

  @LoginName()
  login: string;

  @NewPassword()
  password: string;

  @IsIn(['zh-CN', 'en'])
  language: 'zh-CN' | 'en';
}
