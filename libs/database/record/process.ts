import { v7 as uuid } from 'uuid';
import type { Transaction } from '../database.js';
import { digestOf, hashOf, type EntryBody } from './chain.js';

/** A process while its row is locked by the present transaction, at its present state. */
export interface Locked {
  id: string;
  number: string;
  type: string;
  version: number;
  state: string;
  outcome: string | null;
  input: Record<string, unknown>;
  subjectId: string | null;
  organizationId: string;
  unitId: string | null;
  urgency: string;
  policySet: number;
  openedBy: string | null;
  openedAt: Date;
  closedAt: Date | null;
  suspendedAt: Date | null;
  parentId: string | null;
  /** The number of its last command. */
  seq: number;
  /** How many entries its timeline has, and the hash of the last one. */
  entries: number;
  head: Buffer;
  /** Set once this transaction has given it a command whose bell rings at once: only then will it move on by itself. */
  rung?: true;
}

const columns = `id, number, type, version, state, outcome, input, subject_id as "subjectId", organization_id as "organizationId", unit_id as "unitId", urgency,
  policy_set as "policySet", opened_by as "openedBy", opened_at as "openedAt", closed_at as "closedAt", suspended_at as "suspendedAt", parent_id as "parentId", seq, entries, head`;

/** Locks the row of a process, always before any task of it. Undefined where there is none, or this transaction has entered another. */
export const lockProcess = (tx: Transaction, id: string): Promise<Locked | undefined> =>
  tx.one<Locked>(`select ${columns} from process where id = $1 for no key update`, [id]);

/** One thing that happened to a process: an entry of its timeline, and where it moves the process, a command. */
export interface Happening {
  at: Date;
  /** Who did it; nobody where time did. */
  person?: string;
  /** The word under which the timeline tells it. */
  action: string;
  /** The step of the task that it concerns. */
  task?: string;
  /** Ids, codes and dates; never content. */
  detail?: Record<string, unknown>;
  /** What only handlers may read: comment, reason, opinion. The timeline keeps a salted digest of it. Kept with a command only. */
  content?: Record<string, unknown>;
  /** The same of a task act: a note that stays with the task. */
  note?: { task: string; text: string };
  /** Makes it a command with the next number, and puts a bell in the outbox; with `patience`, one that may wait so many milliseconds for another to go with. */
  command?: { kind: string; outcome?: string; patience?: number };
  /** Where the process moves. */
  to?: { state?: string; outcome?: string; closedAt?: Date; suspendedAt?: Date | null };
}

/** Writes what happened, in one statement, and moves `process` along. Its row must be locked by this transaction. */
export async function write(tx: Transaction, process: Locked, happening: Happening): Promise<void> {
  const { at, person, action, task, detail = {}, content, note, command, to = {} } = happening;
  const written = command ? content : note && { text: note.text };
  const { salt, digest } = written ? digestOf(written) : {};
  const body: EntryBody = { process: process.id, n: process.entries + 1, at, action, person, task, detail, contentDigest: digest };
  const head = hashOf(process.head, body);
  const seq = command ? process.seq + 1 : process.seq;
  Object.assign(process, stated(to), { entries: body.n, head, seq }, command && !command.patience && { rung: true });

  if (note) tx.runAhead('insert into task_note (id, process_id, task_id, person_id, text, at, n, salt) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    uuid(), process.id, note.task, person, note.text, at, body.n, salt,
  ]); // oxfmt-ignore
  const changed = await tx.run(
    `with moved as (
       update process set seq = $2, entries = $3, head = $4, state = $5, outcome = $6, closed_at = $7, suspended_at = $8, moved_at = $9 where id = $1
     ), told as (
       insert into timeline_entry (process_id, n, at, action, person_id, task_step, detail, content_digest, hash, command_seq)
       values ($1, $3, $9, $10, $11, $12, $13, $14, $4, case when $15::text is not null then $2::integer end)
     ), unsigned as (
       insert into unsigned_entry (chain_id, n, at) values ($1, $3, $9)
     ), commanded as (
       insert into command (process_id, seq, kind, task_step, outcome, person_id, at, content, salt)
       select $1, $2, $15::text, $12, $16::text, $11, $9, $17::jsonb, $18::bytea where $15 is not null
     )
     insert into outbox (process_id, seq, at, patient_until) select $1, $2, $9, $19::timestamptz where $15 is not null`,
    [
      process.id, seq, body.n, head, process.state, process.outcome, process.closedAt, process.suspendedAt,
      at, action, person ?? null, task ?? null, JSON.stringify(detail), digest ?? null,
      command?.kind ?? null, command?.outcome ?? null, content && command ? JSON.stringify(content) : null, command ? (salt ?? null) : null,
      command?.patience ? new Date(at.getTime() + command.patience) : null,
    ],
  ); // oxfmt-ignore
  if (command && changed !== 1) throw new Error(`The command on process ${process.id} was not written.`);
  tx.announce(process.id, command && (command.patience ? 'now' : 'bell'));
}

/** What is not stated stays as it is. */
const stated = (to: object) => Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined));

/** Puts a bell into the outbox that says only "look": a process that the engine has lost is to be driven again. */
export async function ring(tx: Transaction, process: string, at: Date): Promise<void> {
  await tx.run('insert into outbox (process_id, at) values ($1, $2)', [process, at]);
  tx.announce(process, 'bell');
}
