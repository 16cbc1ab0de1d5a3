import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#database/database';
import { beginning } from '#database/record/chain';
import { nextOf } from '#database/record/numbers';
import type { Locked } from '#database/record/process';
import { currentPolicySet, reference } from '#database/record/reference';
import { begin, letRead } from '#database/record/tasks';
import { processPrefix, processSeries } from '#domain/number-series';
import { definitionOf } from '#workflows/contracts';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';

/** What a process opens with. */
export interface Opening {
  type: string;
  /** What the story is told with: ids and codes only. */
  input: Record<string, unknown>;
  /** The organisation that sends it. */
  organizationId: string;
  unitId?: string;
  /** What it is about; of one kind, at most one process is open about one thing. */
  subjectId?: string;
  urgency: 'normal' | 'urgent';
  /** Who may follow it besides the pools of its tasks. */
  readers: { pool: string; relation: 'sender' | 'copied' }[];
}

/** Opens processes, each with the task that its story asks for first: the command that all others follow. */
@Injectable()
export class OpeningService {
  /** Opens a process in this transaction and gives it, locked. `besides` writes what its kind keeps in a table of its own. @throws Problem `transfer-open` where one is open about the same thing */
  async open(tx: Transaction, actor: Actor, opening: Opening, besides: (process: string) => Promise<void> = () => Promise.resolve()): Promise<Locked> {
    const definition = definitionOf(opening.type);
    const id = uuid();
    const process: Locked = {
      id,
      number: '',
      type: opening.type,
      version: definition.version,
      state: Object.keys(definition.states)[0]!,
      outcome: null,
      input: opening.input,
      subjectId: opening.subjectId ?? null,
      organizationId: opening.organizationId,
      unitId: opening.unitId ?? null,
      urgency: opening.urgency,
      policySet: await currentPolicySet(tx, actor.now),
      openedBy: actor.person,
      openedAt: actor.now,
      closedAt: null,
      suspendedAt: null,
      parentId: null,
      seq: 0,
      entries: 0,
      head: beginning,
    };
    const first = definition.opensWith?.({ ...opening.input, id, version: definition.version });
    if (first) await reference(tx, process.policySet); // read, and its deadline planned, before others wait for the next number
    tx.enter(id);
    // The series stays locked until the transaction ends: whoever waits for the next number waits for each round trip. So all goes in one packet, the row with its number first.
    const inserted = tx.one<{ number: string }>(
      `with ${nextOf('$15')}
       insert into process (id, number, type, version, state, input, subject_id, organization_id, unit_id, urgency, policy_set, opened_by, opened_at, moved_at, head)
       select $1::uuid, $2::text || lpad(last::text, greatest(6, length(last::text)), '0'), $3::text, $4::integer, $5::text, $6::jsonb, $7::uuid, $8::uuid, $9::uuid, $10::text, $11::integer, $12::uuid, $13::timestamptz, $13, $14::bytea from next
       on conflict (type, subject_id) where closed_at is null and subject_id is not null do nothing returning number`,
      [id, processPrefix(actor.now), process.type, process.version, process.state, JSON.stringify(process.input), process.subjectId, process.organizationId, process.unitId, process.urgency, process.policySet, actor.person, actor.now, beginning, processSeries(actor.now)],
    ); // oxfmt-ignore
    const further = Promise.all([
      ...opening.readers.map(({ pool, relation }) => letRead(tx, process, pool, relation)),
      besides(id),
      tx.query('select exclude_from_process()'),
      begin(tx, process, { person: actor.person, detail: { state: process.state, urgency: opening.urgency } }, first),
    ]);
    further.catch(() => undefined); // where the row is not inserted, what the others come to does not count
    const row = await inserted;
    if (!row) throw new Problem('transfer-open');
    process.number = row.number;
    await further;
    return process;
  }
}
