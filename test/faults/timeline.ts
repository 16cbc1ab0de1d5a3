import { readKey } from '#database/signing/key';
import { signingPlace, type SigningPlace } from '#database/signing/place';
import { type Verification, verifyRecord } from '#database/verifying/verify';
import { loadEnv } from '#config/env';
import { elsewhere } from '#runtime/databases';
import { secretsOf } from '#runtime/secrets';
import type { Product } from '#testing/product';

/** What verifying a timeline finds. @param url the record as the verifier's role */
export const verifiedAt = (url: string, { folder, keyFile }: SigningPlace): Promise<Verification> =>
  verifyRecord(url, { folder, trusted: [readKey(keyFile)!.name] });

/** What verifying the timeline of a product with a PostgreSQL of its own finds. */
export function verifiedTimeline({ data, run }: Product): Promise<Verification> {
  const at = `postgres://127.0.0.1:${run().children.postgres!.port}/liandong`;
  const url = elsewhere(at, { role: 'liandong_verifier', password: secretsOf(data).programs.verifier });
  return verifiedAt(url, signingPlace(loadEnv(), data));
}
