import { ValidateIf } from 'class-validator';

/** A field that may be left out. Null is no way to leave it out: the description of the interface does not know it. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);
