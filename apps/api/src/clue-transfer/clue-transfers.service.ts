import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Transaction } from '#database/database';
import { nextNumber } from '#database/record/numbers';
import { dispositions, type Disposition } from '#domain/clue-disposition';
import { documentNumber, documentSeriesKey } from '#domain/number-series';
import { freeClue, offersFor } from '../clues/clue-records.js';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { Door } from '../processes/door.service.js';
import { type Fact, ProcessKinds } from '../processes/kinds.js';
import { OpeningService } from '../processes/opening.service.js';
import { ProcessViews } from '../processes/process-views.service.js';
import type { Sight } from '../processes/sight.js';
import type { ProcessView } from '../processes/processes.dto.js';
import type { Locked } from '#database/record/process';
import type { ClueTransferBody } from './clue-transfers.dto.js';

/** Opens clue transfers, numbers their receipts, and states on their page what was signed and decided. */
@Injectable()
export class ClueTransfersService implements OnModuleInit {
  constructor(
    private readonly door: Door,
    private readonly opening: OpeningService,
    private readonly views: ProcessViews,
    private readonly kinds: ProcessKinds,
  ) {}

  onModuleInit(): void {
    const decided = Object.fromEntries(
      Object.keys(dispositions).map((disposition) => [
        `propose-disposition ${disposition}`,
        (tx: Transaction, _: Actor, process: Locked) => propose(tx, process, disposition),
      ]),
    );
    this.kinds.register('clue-transfer', { decided: { ...decided, 'sign sign': sign }, facts });
  }

  /** Offers a clue of the person's organisation to a task force. @throws Problem `not-allowed`, `transfer-open`, `already-offered`, `invalid` where the team is none */
  open(actor: Actor, { clueId, toTeamId, urgency }: ClueTransferBody): Promise<ProcessView> {
    const command = async (tx: Transaction) => {
      const [clue, team] = await Promise.all([
        freeClue(tx, clueId).catch((error: unknown) => {
          throw error instanceof Problem && error.code === 'already-offered' ? new Problem('transfer-open') : error;
        }),
        tx.one(`select 1 as there from organization where id = $1 and kind = 'review-task-force' and active`, [toTeamId]),
      ]);
      if (!offersFor(actor, clue)) throw new Problem('not-allowed');
      if (!team) throw invalidField('toTeamId', 'unknown', { zh: '没有这个专班。', en: 'There is no such task force.' });
      const opening = {
        type: 'clue-transfer',
        input: { toTeam: toTeamId, urgent: urgency === 'urgent' },
        organizationId: clue.organizationId,
        unitId: clue.unitId,
        subjectId: clueId,
        urgency,
        readers: [{ pool: `${clue.organizationId}/coordinator`, relation: 'sender' as const }],
      };
      const process = await this.opening.open(tx, actor, opening, async (id) => {
        await tx.run('insert into clue_transfer (process_id, clue_id, to_team_id) values ($1, $2, $3)', [id, clueId, toTeamId]);
      });
      return { id: process.id, process };
    };
    return this.door.through(actor, command, (tx, id) => this.views.view(tx, actor, id));
  }
}

/** Signing gives the sender a numbered receipt. */
async function sign(tx: Transaction, actor: Actor, process: Locked): Promise<Record<string, unknown>> {
  const receipt = documentNumber('clue-receipt', actor.now, await nextNumber(tx, documentSeriesKey('clue-receipt', actor.now)));
  await tx.run('update clue_transfer set receipt_number = $2, received_at = $3 where process_id = $1', [process.id, receipt, actor.now]);
  return { receipt };
}

async function propose(tx: Transaction, process: Locked, disposition: string): Promise<Record<string, unknown>> {
  await tx.run('update clue_transfer set disposition = $2 where process_id = $1', [process.id, disposition]);
  return {};
}

async function facts(tx: Transaction, process: string, sight: Sight): Promise<Fact[]> {
  const row = await tx.one<{ receipt: string | null; disposition: Disposition | null }>(
    'select receipt_number as receipt, disposition from clue_transfer where process_id = $1',
    [process],
  );
  if (!row) return [];
  const list: Fact[] = [];
  if (row.receipt) list.push({ key: 'receipt', name: { zh: '签收回执', en: 'Receipt' }, value: { zh: row.receipt, en: row.receipt } });
  if (row.disposition && sight.outcome('propose-disposition')) {
    const { zh, en } = dispositions[row.disposition];
    list.push({ key: 'disposition', name: { zh: '处置方式', en: 'Disposition' }, value: { zh, en } });
  }
  return list;
}
