import { type ArgumentMetadata, applyDecorators, Injectable, ParseUUIDPipe } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsUUID, type ValidationOptions } from 'class-validator';

// PostgreSQL takes an id in any spelling and writes it in small letters; in here ids are compared as text. So none goes beyond the edge in another spelling.
const small = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** A field that is an id, or with `each` a list of them. */
export const IsId = (options?: ValidationOptions): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(small) : small(value))),
    IsUUID(undefined, options),
    ApiProperty({ format: 'uuid' }),
  );

/** An id in a path. */
@Injectable()
export class IdPipe extends ParseUUIDPipe {
  override async transform(value: string, metadata: ArgumentMetadata): Promise<string> {
    return (await super.transform(value, metadata))!.toLowerCase();
  }
}
