import { join } from 'node:path';
import type { Env } from '#config/env';

/** Where the signatures lie and what they are made with: outside the database, out of reach of each of its roles. */
export interface SigningPlace {
  folder: string;
  keyFile: string;
}

/** In the data folder, unless the environment says otherwise. */
export const signingPlace = ({ SIGNATURES_DIR, SIGNING_KEY_FILE }: Env, data: string): SigningPlace => ({
  folder: SIGNATURES_DIR ?? join(data, 'signatures'),
  keyFile: SIGNING_KEY_FILE ?? join(data, 'signing-key.pem'),
});
