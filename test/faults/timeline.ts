import { readKey } from '#database/signing/key';
import { type Verification, verifyRecord } from '#database/verifying/verify';
import { signingPlace } from '#database/signing/place';
import { loadEnv } from '#config/env';
import { elsewhere } from '#runtime/databases';
import { secretsOf } from '#runtime/secrets';
import type { Product } from '#testing/product';

/** What verifying the product's timeline finds. */
export function verifiedTimeline({ data, run }: Product): Promise<Verification> {
  const { folder, keyFile } = signingPlace(loadEnv(), data);
  const at = `postgres://127.0.0.1:${run().children.postgres!.port}/liandong`;
  const url = elsewhere(at, { role: 'liandong_verifier', password: secretsOf(data).programs.verifier });
  return verifyRecord(url, { folder, trusted: [readKey(keyFile)!.name] });
}
