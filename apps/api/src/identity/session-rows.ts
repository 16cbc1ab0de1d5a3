import type { Transaction } from '#database/database';
import type { Actor } from '../http/actor.js';
import type { SessionView } from './sessions.dto.js';
import { idle } from './sessions.service.js';

/** The sessions of a person that last, the one used last first; of oneself, or of somebody whom one administers. */
export const sessionsOf = (tx: Transaction, actor: Actor, person: string): Promise<SessionView[]> =>
  tx.query<SessionView>(
    `select id, created_at as "openedAt", seen_at as "seenAt", expires_at as "expiresAt", address, agent, coalesce(id = (select session_id_of($3)), false) as current from session
     where person_id = $1 and ended_at is null and expires_at > $2 and seen_at > $2::timestamptz - $4::interval order by seen_at desc, id`,
    [person, actor.now, actor.session, idle],
  );
