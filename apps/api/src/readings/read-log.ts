import type { Database } from '#database/database';
import { dayOf, startOf } from '#domain/shanghai';
import type { Actor } from '../http/actor.js';

/** Kinds of secret content: a clue, one of its documents, its title in a list, and what people wrote on a task or in a timeline. */
export const readables = ['clue', 'document', 'title', 'task', 'timeline'] as const;
export type Readable = (typeof readables)[number];

/** What of secret content somebody reads. */
export interface Reading {
  what: Exclude<Readable, 'title'>;
  processId?: string;
  clueId?: string;
  documentId?: string;
}

/** Writes down that somebody reads secret content, in a transaction that is committed before the content is sent. */
export async function logReading(database: Database, actor: Actor, { what, processId, clueId, documentId }: Reading): Promise<void> {
  await database.as(actor, (tx) =>
    tx.query('select log_reading($1, $2, $3, $4, $5)', [what, processId ?? null, clueId ?? null, documentId ?? null, actor.now]),
  );
}

/** The same for the titles of clues in a list: each once a day, since a list is read again whenever something changes. */
export async function logTitles(database: Database, actor: Actor, clues: string[]): Promise<void> {
  if (clues.length > 0) await database.as(actor, (tx) => tx.query('select log_titles($1, $2, $3)', [clues, actor.now, startOf(dayOf(actor.now))]));
}
