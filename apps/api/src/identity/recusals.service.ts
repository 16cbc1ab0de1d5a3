import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction } from '#database/database';
import { tellOfDeserted } from '#database/record/people';
import { lockProcess } from '#database/record/process';
import { takeFromHands } from '#database/record/tasks';
import { factsOf, logger } from '#config/logger';
import { processNumberMeant } from '#domain/number-series';
import { dayOf, endOf } from '#domain/shanghai';
import type { Actor } from '../http/actor.js';
import { once } from '../http/once.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { Revocations } from '../events/revocations.js';
import { nameIn } from '../processes/names.js';
import type { RecusalBody, RecusalPage, RecusalView } from './identity.dto.js';

interface RecusalRecord {
  id: string;
  personId: string;
  person: string;
  tie: string;
  unitId: string | null;
  unit: string | null;
  processId: string | null;
  number: string | null;
  relativeName: string | null;
  reason: string;
  declaredAt: Date;
  endsAt: Date | null;
  endedAt: Date | null;
  endReason: string | null;
}

/** Recusals that a person declares. From then on what they touch can neither be seen nor claimed, and what was held goes back to its pool. */
@Injectable()
export class RecusalsService {
  constructor(
    private readonly database: Database,
    private readonly revocations: Revocations,
  ) {}

  list(actor: Actor): Promise<RecusalPage> {
    return this.database.look(actor, async (tx) => ({ items: (await this.records(tx, actor, 'own')).map(view) }));
  }

  /** @throws Problem `invalid` where it does not say to what the tie is, or names nothing that the person may see */
  async declare(actor: Actor, body: RecusalBody): Promise<RecusalView> {
    const { id, kept } = await this.database.as(actor, async (tx) => {
      let kept: string[] = [];
      const id = await once(tx, actor, async () => {
        const recusal = uuid();
        const { unitId, processId, number, relativeName } = await this.target(tx, actor.now, body);
        const endsAt = body.endsAt ? endOf(dayOf(new Date(body.endsAt))) : null;
        if (endsAt && endsAt <= actor.now) throw invalidField('endsAt', 'past', { zh: '结束日期应在今天或以后。', en: 'It has to end today or later.' });
        await tx.run('insert into recusal (id, person_id, tie, unit_id, process_id, process_number, relative_name, reason, declared_at, ends_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
          recusal, actor.person, body.tie, unitId, processId, number, relativeName, body.reason, actor.now, endsAt,
        ]); // oxfmt-ignore
        kept = (await tx.query<{ id: string }>('select exclude_by_recusal($1) as id', [recusal])).map((row) => row.id);
        return recusal;
      });
      return { id, kept };
    });
    this.revocations.changed(actor.person);
    // One process after the other, each in a transaction of its own: no two processes are ever locked together. Where this is cut off, a sweeper goes on.
    for (const process of kept.sort()) {
      await this.letGo(actor, process).catch((error: unknown) => logger.warn({ process, ...factsOf(error) }, 'what a recusal keeps away was not let go yet'));
    }
    return this.one(actor, id);
  }

  /** Those of the people whom the person leads, as long as they hold. */
  ofTeam(actor: Actor): Promise<RecusalPage> {
    return this.database.look(actor, async (tx) => ({ items: (await this.records(tx, actor, 'team')).map(view) }));
  }

  /** Ends the recusal of somebody whom the person leads: eligibility comes back, the tasks do not. @throws Problem `not-found` */
  async end(actor: Actor, id: string, reason: string): Promise<void> {
    const ended = await this.database.as(actor, (tx) => tx.one<{ whose: string | null }>('select end_recusal($1, $2, $3) as whose', [id, actor.now, reason]));
    if (!ended?.whose) throw new Problem('not-found');
    this.revocations.changed(ended.whose);
  }

  private async target(
    tx: Transaction,
    now: Date,
    { tie, unitId, processNumber, relativeName }: RecusalBody,
  ): Promise<Pick<RecusalRecord, 'unitId' | 'processId' | 'number' | 'relativeName'>> {
    const missing = (field: string) => invalidField(field, 'isNotEmpty', { zh: '请填写此项。', en: 'Please fill this in.' });
    if (tie === 'relative') {
      if (!relativeName) throw missing('relativeName');
      return { unitId: null, processId: null, number: null, relativeName };
    }
    if (tie === 'unit') {
      if (!unitId) throw missing('unitId');
      if (!(await tx.one('select 1 as there from organization where id = $1', [unitId])))
        throw invalidField('unitId', 'unknown', { zh: '没有这个单位。', en: 'There is no such unit.' });
      return { unitId, processId: null, number: null, relativeName: null };
    }
    if (!processNumber) throw missing('processNumber');
    const process = await tx.one<{ id: string; number: string }>('select id, number from process where number = $1', [processNumberMeant(now, processNumber)]);
    if (!process) throw invalidField('processNumber', 'unknown', { zh: '没有找到这个编号。', en: 'There is no such number.' });
    return { unitId: null, processId: process.id, number: process.number, relativeName: null };
  }

  /** What the person held in a process goes back to the pool, and drafts go. */
  private letGo(actor: Actor, id: string): Promise<void> {
    return this.database.as(actor, async (tx) => {
      tx.enter(id);
      const process = await lockProcess(tx, id);
      if (!process) return;
      const held = await tx.query<{ id: string; step: string }>(`select id, step from task where process_id = $1 and holder = $2 and state = 'open'`, [
        id,
        actor.person,
      ]);
      await tx.run('delete from draft where person_id = $2 and task_id in (select id from task where process_id = $1)', [id, actor.person]);
      for (const task of held) await takeFromHands(tx, process, task, { at: actor.now, person: actor.person, action: 'recusal' });
      // Of who is left somebody has to be able to go on with what is open.
      await tellOfDeserted(tx, process, actor.now);
      tx.announce(id);
    });
  }

  private async one(actor: Actor, id: string): Promise<RecusalView> {
    const records = await this.database.look(actor, (tx) => this.records(tx, actor, 'own'));
    return view(records.find((record) => record.id === id)!);
  }

  private records(tx: Transaction, actor: Actor, whose: 'own' | 'team'): Promise<RecusalRecord[]> {
    return tx.query<RecusalRecord>(
      `select r.id, r.person_id as "personId", p.name as person, r.tie, r.unit_id as "unitId", ${nameIn('u', actor.language)} as unit, r.process_id as "processId", r.process_number as number, r.relative_name as "relativeName", r.reason, r.declared_at as "declaredAt", r.ends_at as "endsAt",
         r.ended_at as "endedAt", r.end_reason as "endReason"
       from ${whose === 'team' ? 'recusals_led()' : 'recusal'} r join person p on p.id = r.person_id left join organization u on u.id = r.unit_id
       where (r.person_id = $1) = $2 order by r.declared_at desc, r.id desc`,
      [actor.person, whose === 'own'],
    );
  }
}

const view = (record: RecusalRecord): RecusalView => ({
  id: record.id,
  person: { id: record.personId, name: record.person },
  tie: record.tie,
  unit: record.unitId ? { id: record.unitId, name: record.unit! } : undefined,
  process: record.processId ? { id: record.processId, number: record.number! } : undefined,
  relativeName: record.relativeName ?? undefined,
  reason: record.reason,
  declaredAt: record.declaredAt,
  endsAt: record.endsAt ?? undefined,
  endedAt: record.endedAt ?? undefined,
  endReason: record.endReason ?? undefined,
});
