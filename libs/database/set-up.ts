import { Client } from 'pg';
import { clock } from '#domain/clock';
import { newToken, tokenEnd } from './record/one-time-token.js';

/**
 * Makes a token with which a record that nobody is in yet can be set up, with the owner's connection. Earlier ones stay good until they expire, or one of them is used.
 * @returns undefined where somebody is in it already
 */
export async function openSetUp(ownerUrl: string): Promise<string | undefined> {
  const owner = new Client({ connectionString: ownerUrl, application_name: 'liandong set-up' });
  await owner.connect();
  try {
    const { token, hash } = newToken();
    const now = clock.now();
    const { rowCount } = await owner.query(
      `insert into one_time_token (token_hash, purpose, created_at, expires_at) select $1, 'set-up', $2, $3 where not exists (select from person)`,
      [hash, now, tokenEnd('set-up', now)],
    );
    return rowCount ? token : undefined;
  } finally {
    await owner.end();
  }
}
