import { clock } from '#domain/clock';
import type { Database, Transaction } from '../database.js';
import { tellOrganization } from './organization-chain.js';
import { lockProcess, write } from './process.js';

/** Whose content is to be destroyed, by its number: a clue with its materials and all of its transfers, or one process alone. */
export type Doomed = { clue: string } | { process: string };

/** What belongs to it. */
export interface Extent {
  clue?: { id: string; number: string; organization: string };
  processes: { id: string; number: string; open: boolean }[];
  /** The ids of materials, whose files are named so. */
  documents: string[];
}

/** On whose order, and on what basis. */
export interface Order {
  /** The id of the person. */
  person: string;
  /** The rule and the decision, as they are to be read in the timeline for ever; nothing of the content. */
  basis: string;
  /** Whether the content of what is still open is destroyed too. */
  openToo: boolean;
}

/** A process is still open, or another transfer of the clue has been opened meanwhile. */
export class StillOpen extends Error {
  override name = 'StillOpen';
}

/** What would be destroyed; undefined where nothing has such a number. */
export function extentOf(owner: Database, doomed: Doomed): Promise<Extent | undefined> {
  return owner.bare(async (tx) => {
    if ('process' in doomed) {
      const processes = await tx.query<Extent['processes'][number]>('select id, number, closed_at is null as open from process where number = $1', [
        doomed.process,
      ]);
      return processes.length > 0 ? { processes, documents: [] } : undefined;
    }
    const clue = await tx.one<Extent['clue'] & object>('select id, number, organization_id as organization from clue where number = $1', [doomed.clue]);
    return clue && { clue, ...(await belongingsOf(tx, clue.id)) };
  });
}

/** Destroys content as the record's owner, one process after the other, and says so in the timeline of each. What a run left half done is finished by the next. @throws StillOpen */
export async function destroyContent(owner: Database, { clue, processes }: Extent, order: Order): Promise<void> {
  for (const { id } of processes) await owner.within(id, (tx) => destroyInProcess(tx, id, order));
  if (clue) await owner.bare((tx) => destroyClue(tx, clue, order));
}

async function belongingsOf(tx: Transaction, clue: string): Promise<Pick<Extent, 'processes' | 'documents'>> {
  const processes = await tx.query<Extent['processes'][number]>(
    'select p.id, p.number, p.closed_at is null as open from clue_transfer t join process p on p.id = t.process_id where t.clue_id = $1 order by p.id',
    [clue],
  );
  const documents = await tx.query<{ id: string }>('select id from document where clue_id = $1 order by id', [clue]);
  return { processes, documents: documents.map(({ id }) => id) };
}

async function destroyInProcess(tx: Transaction, id: string, { person, basis, openToo }: Order): Promise<void> {
  const process = (await lockProcess(tx, id))!;
  if (!process.closedAt && !openToo) throw new StillOpen(`Process ${process.number} is open.`);
  const commands = await tx.run('update command set content = null, salt = null where process_id = $1 and content is not null', [id]);
  const notes = await tx.run('delete from task_note where process_id = $1', [id]);
  const drafts = await tx.run('delete from draft where task_id in (select id from task where process_id = $1)', [id]);
  if (commands + notes + drafts === 0) return;
  await write(tx, process, { at: clock.now(), person, action: 'content-destroyed', detail: { basis, commands, notes, drafts } });
}

/** The row stays, with its number, its unit and its dates. One that could be offered again is void from now on. */
async function destroyClue(tx: Transaction, { id, number, organization }: Extent['clue'] & object, { person, basis, openToo }: Order): Promise<void> {
  await tx.one('select from clue where id = $1 for no key update', [id]);
  const { processes, documents } = await belongingsOf(tx, id);
  if (!openToo && processes.some(({ open }) => open)) throw new StillOpen(`Clue ${number} is in a process that is open.`);
  const emptied = await tx.run(
    `update clue set title = '', content = '', reporter = null, amount_fen = null, void_reason = null, revision = revision + 1,
       state = case when exists (select from clue_transfer t join process p on p.id = t.process_id
         where t.clue_id = clue.id and (p.closed_at is null or coalesce(p.outcome, '') not in ('returned', 'recalled'))) then state else 'voided' end
     where id = $1 and title <> ''`,
    [id],
  );
  const subjects = await tx.run('delete from clue_subject where clue_id = $1', [id]);
  const named = await tx.run(`update document set name = '', size = 0, sha256 = decode(repeat('00', 32), 'hex') where clue_id = $1 and name <> ''`, [id]);
  if (emptied + subjects + named === 0) return;
  await tellOrganization(tx, {
    organization,
    at: clock.now(),
    person,
    action: 'clue-destroyed',
    detail: { clue: id, number, basis, documents: documents.length },
  });
}
