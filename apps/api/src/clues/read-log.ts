import type { Database } from '#database/database';
import type { Actor } from '../http/actor.js';

/** What of secret content somebody reads. */
export interface Reading {
  what: 'clue' | 'document';
  processId?: string;
  clueId?: string;
  documentId?: string;
}

/** Writes down that somebody reads secret content, in a transaction that is committed before the content is sent. */
export const logReading = (database: Database, actor: Actor, { what, processId, clueId, documentId }: Reading): Promise<number> =>
  database.as(actor, (tx) =>
    tx.run('insert into read_log (person_id, at, what, process_id, clue_id, document_id) values ($1, $2, $3, $4, $5, $6)', [
      actor.person,
      actor.now,
      what,
      processId ?? null,
      clueId ?? null,
      documentId ?? null,
    ]),
  );
