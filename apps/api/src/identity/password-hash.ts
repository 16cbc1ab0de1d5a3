import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { passwordFault } from '#domain/password';
import { invalidField } from '../http/validation.js';

/** Checked where there is no password, so that a wrong name takes as long as a wrong password. */
const nobodys = hash(randomBytes(16));

/** Whether it is the password of this hash (argon2id); never where there is none. */
export async function isPassword(password: string, known: string | undefined): Promise<boolean> {
  const right = await verify(known || (await nobodys), password).catch(() => false);
  return right && !!known;
}

/** The hash of a password that is good enough for somebody with this log-in name. @throws Problem `invalid` at `field` */
export async function hashOfNew(password: string, login: string, field: string): Promise<string> {
  const fault = passwordFault(password, login);
  if (fault) throw invalidField(field, fault.code, fault.message);
  return hash(password);
}
