import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction } from '#database/database';
import { nextNumber } from '#database/record/numbers';
import type { SubjectKind } from '#domain/clue';
import { maskSubject } from '#domain/masking';
import { clueNumber, clueNumberMeant, clueSeries } from '#domain/number-series';
import { type Actor, rolesOf } from '../http/actor.js';
import { once } from '../http/once.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { matterFor } from '../processes/matter.js';
import { mayEver, rights } from '../rights/rights.js';
import {
  attach,
  clueOf,
  type ClueRecord,
  clueSelect,
  clueState,
  clueStateNow,
  documentsOf,
  fenOf,
  freeClue,
  isFree,
  mustBeUnit,
  offersFor,
  setSubjects,
  subjectsOf,
} from './clue-records.js';
import type { ClueBody, ClueCorrectionBody, CluePage, ClueRow, CluesQuery, ClueView } from './clues.dto.js';
import { logReading, logTitles } from '../readings/read-log.js';

/** Clues as their registering organisation keeps them, and as handlers read them. */
@Injectable()
export class CluesService {
  constructor(private readonly database: Database) {}

  /** Registers a clue for the person's organisation. @throws Problem `invalid` by field */
  async register(actor: Actor, body: ClueBody): Promise<ClueView> {
    const id = await this.database.as(actor, (tx) =>
      once(tx, actor, async () => {
        const clue = uuid();
        const organization = actor.roles.find(({ role }) => (rights['clue.register'].roles as readonly string[]).includes(role))!.organizationId;
        await mustBeUnit(tx, body.unitId);
        const number = clueNumber(actor.now, await nextNumber(tx, clueSeries(actor.now)));
        await tx.run(
          `insert into clue (id, number, title, content, unit_id, source, secrecy, reporter, amount_fen, organization_id, registered_by, registered_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
          [
            clue,
            number,
            body.title,
            body.content,
            body.unitId,
            body.source,
            body.secrecy,
            reporterOf(body),
            fenOf(body.amount),
            organization,
            actor.person,
            actor.now,
          ],
        );
        await setSubjects(tx, clue, body.subjects ?? []);
        await attach(tx, actor, clue, body.documents ?? []);
        return clue;
      }),
    );
    return this.read(actor, id, undefined);
  }

  /** Corrects what the body names. @throws Problem `stale`, `already-offered` */
  async correct(actor: Actor, id: string, body: ClueCorrectionBody): Promise<ClueView> {
    await this.database.as(actor, async (tx) => {
      await freeClue(tx, id, body.revision);
      if (body.unitId) await mustBeUnit(tx, body.unitId);
      await tx.run(
        `update clue set title = coalesce($2, title), content = coalesce($3, content), unit_id = coalesce($4, unit_id), source = coalesce($5, source), secrecy = coalesce($6, secrecy),
           reporter = case when $7 then $8::jsonb else reporter end, amount_fen = case when $9 then $10::bigint else amount_fen end, revision = revision + 1 where id = $1`,
        [
          id,
          body.title || null,
          body.content || null,
          body.unitId ?? null,
          body.source ?? null,
          body.secrecy ?? null,
          body.reporter !== undefined,
          reporterOf(body),
          body.amount !== undefined,
          fenOf(body.amount),
        ],
      );
      if (body.subjects) await setSubjects(tx, id, body.subjects);
      if (body.documents) await attach(tx, actor, id, body.documents);
      await tx.query('select exclude_from_clue($1)', [id]); // who handled an earlier transfer of it may have a tie to whom it names now
    });
    return this.read(actor, id, undefined);
  }

  /** Voids a clue that has not been offered; it stays on record with the reason. @throws Problem `already-offered` */
  async void(actor: Actor, id: string, reason: string): Promise<ClueView> {
    await this.database.as(actor, (tx) =>
      once(tx, actor, async () => {
        await freeClue(tx, id);
        await tx.run(`update clue set state = 'voided', void_reason = $2, revision = revision + 1 where id = $1`, [id, reason]);
        return id;
      }),
    );
    return this.read(actor, id, undefined);
  }

  /** The clue with its content, for its keepers or, by the process that they handle, its handlers. The reading is logged before the content is sent. */
  async read(actor: Actor, id: string, processId: string | undefined): Promise<ClueView> {
    const found = await this.database.look(actor, async (tx) => {
      if (processId) await this.enterAsHandler(tx, actor, processId);
      const record = await clueOf(tx, id, actor.language);
      return { record, subjects: await subjectsOf(tx, id), documents: await documentsOf(tx, id) };
    });
    await logReading(this.database, actor, { what: 'clue', clueId: id, processId });
    const { record, subjects, documents } = found;
    const keeper = !processId && mayEver('clue.register', rolesOf(actor));
    return {
      id,
      number: record.number,
      title: record.title,
      content: record.content,
      unit: { id: record.unitId, name: record.unit },
      source: record.source,
      secrecy: record.secrecy,
      state: clueState(record),
      registeredAt: record.registeredAt,
      registeredBy: { id: record.registeredBy, name: record.registrar },
      subjects: subjects.map(({ kind, name, position }) => ({ kind, name, position: position ?? undefined })),
      reporter: record.reporter ?? undefined,
      amountFen: record.amountFen ?? undefined,
      documents,
      revision: record.revision,
      voidReason: record.voidReason ?? undefined,
      transfer: transferOf(record),
      canCorrect: keeper && isFree(record),
      canOffer: keeper && isFree(record) && offersFor(actor, record),
    };
  }

  /** Those that the person keeps. That their titles are read is logged before they are sent. */
  async list(actor: Actor, { state, q, cursor, limit }: CluesQuery): Promise<CluePage> {
    const place = placeOf(cursor, 'moment', 'id');
    const page = await this.database.look(actor, async (tx) => {
      const values: unknown[] = [];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const meant = q && clueNumberMeant(actor.now, q);
      const conditions = [
        'c.organization_id = keeper.organization',
        place && `(c.registered_at, c.id) < (${bind(place[0])}, ${bind(place[1])})`,
        meant && `(c.number >= ${bind(meant)} and c.number < ${bind(`${meant}\u{10ffff}`)} or position(${bind(q)} in c.title) > 0)`,
        state && `${clueStateNow} = ${bind(state)}`,
      ].filter(Boolean);
      const atMost = bind(limit + 1);
      // By organisation, so that each is read in the order of its index, and no farther than the page.
      const rows = await tx.query<ClueRecord & { subjects: { kind: SubjectKind; name: string }[] }>(
        `select c.*, (select coalesce(jsonb_agg(jsonb_build_object('kind', s.kind, 'name', s.name) order by s.id), '[]') from clue_subject s where s.clue_id = c.id) as subjects
         from unnest((select app_clue_keepers())::uuid[]) keeper (organization)
           cross join lateral (${clueSelect(actor.language)} where ${conditions.join(' and ')} order by c.registered_at desc, c.id desc limit ${atMost}) c
         order by c."registeredAt" desc, c.id desc limit ${atMost}`,
        values,
      );
      return pageOf(rows, limit, rowOf, (row) => cursorOf(row.registeredAt, row.id));
    });
    await logTitles(this.database, actor, page.items.map(({ id }) => id)); // oxfmt-ignore
    return page;
  }

  private async enterAsHandler(tx: Transaction, actor: Actor, process: string): Promise<void> {
    await matterFor(tx, actor, { process }, 'clue.read');
    tx.enter(process);
  }
}

const reporterOf = ({ reporter }: Pick<ClueBody, 'reporter'>) =>
  reporter ? JSON.stringify(reporter.anonymous ? { anonymous: true, protection: reporter.protection } : reporter) : null;

const transferOf = ({ transferId, transferSeen, transferNumber, transferState, transferOutcome }: ClueRecord) =>
  transferId && transferSeen ? { id: transferId, number: transferNumber!, state: transferState!, outcome: transferOutcome ?? undefined } : undefined;

const rowOf = (record: ClueRecord & { subjects: { kind: SubjectKind; name: string }[] }): ClueRow => ({
  id: record.id,
  number: record.number,
  title: record.title,
  unit: { id: record.unitId, name: record.unit },
  source: record.source,
  secrecy: record.secrecy,
  state: clueState(record),
  registeredAt: record.registeredAt,
  subjects: record.subjects.map(maskSubject),
  transfer: transferOf(record),
});
