import type { Transaction } from '#database/database';
import { v7 as uuid } from 'uuid';
import { isGivenBack } from '#domain/clue';
import { type Language, say } from '#domain/language';
import { nameIn } from '../processes/names.js';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { mayEver } from '../rights/rights.js';
import type { DocumentView, ReporterView, SubjectBody, SubjectView } from './clues.dto.js';

/** A clue's row, with its unit, its registrar and its last transfer. */
export interface ClueRecord {
  id: string;
  number: string;
  title: string;
  content: string;
  unitId: string;
  unit: string;
  source: string;
  secrecy: string;
  reporter: ReporterView | null;
  amountFen: string | null;
  state: 'registered' | 'voided';
  voidReason: string | null;
  organizationId: string;
  registeredBy: string;
  registrar: string;
  registeredAt: Date;
  revision: number;
  /** Of its last transfer, also where that is not the reader's to see. */
  transferId: string | null;
  transferSeen: boolean;
  transferNumber: string | null;
  transferState: string | null;
  transferOutcome: string | null;
  transferClosed: Date | null;
}

/** What a clue is called whose content was destroyed. */
const destroyedTitle = { zh: '（内容已依规销毁）', en: '(content destroyed under the rules)' };

export const clueSelect = (
  language: Language,
): string => `select c.id, c.number, coalesce(nullif(c.title, ''), '${say(destroyedTitle, language)}') as title, c.content, c.unit_id as "unitId", ${nameIn('u', language)} as unit, c.source, c.secrecy, c.reporter, c.amount_fen as "amountFen", c.state, c.void_reason as "voidReason",
    c.organization_id as "organizationId", c.registered_by as "registeredBy", r.name as registrar, c.registered_at as "registeredAt", c.revision,
    t.id as "transferId", coalesce(t.seen, false) as "transferSeen", t.number as "transferNumber", t.state as "transferState", t.outcome as "transferOutcome", t.closed_at as "transferClosed"
  from clue c join organization u on u.id = c.unit_id join person r on r.id = c.registered_by
    left join lateral last_transfer_of(c.id) t on true`;

/** Where a clue stands: its own state, or what became of its last transfer. */
export const clueState = ({ state, transferId, transferClosed, transferOutcome }: ClueRecord): string =>
  state === 'voided' || !transferId ? state : transferClosed ? (transferOutcome ?? 'concluded') : 'offered';

/** The same, in a statement of `clueSelect`. */
export const clueStateNow = `case when c.state = 'voided' or t.id is null then c.state when t.closed_at is null then 'offered' else coalesce(t.outcome, 'concluded') end`;

/** A clue can be corrected, voided and offered while no transfer of it is open or concluded. */
export const isFree = (record: ClueRecord): boolean => clueState(record) === 'registered' || isGivenBack(clueState(record));

/** A clue is offered by a coordinator of the organisation that keeps it: the same role elsewhere does not count. */
export const offersFor = (actor: Actor, { organizationId }: ClueRecord): boolean =>
  actor.roles.some((held) => held.organizationId === organizationId && mayEver('clue-transfer.open', [held.role]));

/** @throws Problem `not-found` */
export async function clueOf(tx: Transaction, id: string, language: Language = 'zh-CN'): Promise<ClueRecord> {
  const record = await tx.one<ClueRecord>(`${clueSelect(language)} where c.id = $1`, [id]);
  if (!record) throw new Problem('not-found');
  return record;
}

/** The clue, locked for a change. @throws Problem `not-found`, `already-offered`, `stale` where it is no longer at `revision` */
export async function freeClue(tx: Transaction, id: string, revision?: number): Promise<ClueRecord> {
  const [, record] = await Promise.all([tx.one('select 1 from clue where id = $1 for no key update', [id]), clueOf(tx, id)]);
  if (!isFree(record)) throw new Problem('already-offered');
  if (revision !== undefined && revision !== record.revision) throw new Problem('stale');
  return record;
}

export const subjectsOf = (tx: Transaction, clue: string): Promise<SubjectView[]> =>
  tx.query('select kind, name, position from clue_subject where clue_id = $1 order by id', [clue]);

export const documentsOf = (tx: Transaction, clue: string): Promise<DocumentView[]> =>
  tx.query(
    `select id, name, media_type as "mediaType", size, uploaded_at as "uploadedAt" from document where clue_id = $1 and name <> '' order by uploaded_at, id`,
    [clue],
  );

/** Replaces the subjects of a clue. */
export async function setSubjects(tx: Transaction, clue: string, subjects: SubjectBody[]): Promise<void> {
  await tx.run('delete from clue_subject where clue_id = $1', [clue]);
  for (const { kind, name, position } of subjects)
    await tx.run('insert into clue_subject (id, clue_id, kind, name, position) values ($1, $2, $3, $4, $5)', [uuid(), clue, kind, name, position ?? null]);
}

/** Attaches documents that the person uploaded. @throws Problem `invalid` where one of them is not theirs or belongs to another clue */
export async function attach(tx: Transaction, actor: Actor, clue: string, documents: string[]): Promise<void> {
  const unknown = () => invalidField('documents', 'unknown', { zh: '有材料不存在，请重新上传。', en: 'One of the materials does not exist. Upload it again.' });
  for (const document of documents) {
    const changed = await tx.run('update document set clue_id = $1 where id = $2 and (clue_id is null or clue_id = $1) and uploaded_by = $3', [
      clue,
      document,
      actor.person,
    ]);
    const there = changed === 1 || (await tx.one('select 1 as there from document where id = $1 and clue_id = $2', [document, clue])) !== undefined;
    if (!there) throw unknown();
  }
}

/** @throws Problem `invalid` where it is no unit that is inspected */
export async function mustBeUnit(tx: Transaction, unit: string): Promise<void> {
  const row = await tx.one(`select 1 as there from organization where id = $1 and kind = 'unit' and active`, [unit]);
  if (!row) throw invalidField('unitId', 'unknown', { zh: '没有这个单位。', en: 'There is no such unit.' });
}

/** Yuan with at most two decimals, in fen. */
export function fenOf(yuan: string | undefined): string | null {
  if (!yuan) return null;
  const [whole, decimals = ''] = yuan.split('.');
  return String(BigInt(whole!) * 100n + BigInt(decimals.padEnd(2, '0') || '0'));
}
