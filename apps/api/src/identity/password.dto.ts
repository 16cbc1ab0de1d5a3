import { ApiProperty } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { IsIn, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { longestPassword, shortestPassword } from '#domain/password';
import { DivisionCode, LoginName, Name, OptionalName } from '../http/text.js';

/** A password that somebody takes; whether it is good enough is judged with their log-in name. */
const NewPassword = () =>
  applyDecorators(
    IsString(),
    MinLength(1),
    MaxLength(1000),
    ApiProperty({ minLength: 1, maxLength: 1000, description: `${shortestPassword} to ${longestPassword} characters, and not easily guessed.` }),
  );

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
  @Name(100)
  organization: string;

  @OptionalName(40)
  shortName?: string;

  @OptionalName(150)
  nameEn?: string;

  /** Of the national division (GB/T 2260), where it has one. */
  @DivisionCode()
  code?: string;

  /** Of the first administrator. */
  @Name(60)
  name: string;

  @LoginName()
  login: string;

  @NewPassword()
  password: string;

  @IsIn(['zh-CN', 'en'])
  language: 'zh-CN' | 'en';
}
