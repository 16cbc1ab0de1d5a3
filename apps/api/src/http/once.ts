import type { Transaction } from '#database/database';
import type { Actor } from './actor.js';
import { Problem } from './problem.js';

/**
 * Does `work` once for an idempotency key: a repeat of the same request gives the id of the same resource, which the caller projects anew for its reader.
 * @throws Problem `same-request-running`, `key-used`
 */
export async function once(tx: Transaction, actor: Actor, work: () => Promise<string>): Promise<string> {
  if (!actor.once) return work();
  const { route, key, hash } = actor.once;
  const [lock, known] = await Promise.all([
    tx.one<{ got: boolean }>(`select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as got`, [`${actor.person} ${route} ${key}`]),
    tx.one<{ request_hash: Buffer; resource_id: string }>(
      'select request_hash, resource_id from idempotency where person_id = $1 and route = $2 and key = $3',
      [actor.person, route, key],
    ),
  ]);
  if (!lock!.got) throw new Problem('same-request-running');
  if (known && !known.request_hash.equals(hash)) throw new Problem('key-used');
  if (known) return known.resource_id;
  const resource = await work();
  tx.runAhead('insert into idempotency (person_id, route, key, request_hash, status, resource_id, at) values ($1, $2, $3, $4, $5, $6, $7)', [
    actor.person,
    route,
    key,
    hash,
    200,
    resource,
    actor.now,
  ]);
  return resource;
}
