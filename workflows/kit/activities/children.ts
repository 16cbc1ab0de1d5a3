import { v7 as uuid } from 'uuid';
import type { Database, Transaction } from '#database/database';
import { beginning } from '#database/record/chain';
import { nextNumber } from '#database/record/numbers';
import { lockProcess, type Locked, write } from '#database/record/process';
import { clock } from '#domain/clock';
import { begin, letRead } from '#database/record/tasks';
import { processNumber, processSeries } from '#domain/number-series';
import { definitionOf } from '../../contracts.js';
import type { KitActivities, Progress } from '../record.js';
import { isOver, lookAt, onceFor, onProcess } from './locked.js';

const atOnce = 100;

/** A parent looks at its children so often, should all their bells be lost; in milliseconds. */
const net = 3_600_000;

interface Child {
  step: string;
  type: string;
  child: { key: string; input: Record<string, unknown> };
}

/** Children are processes of their own, told of by the outbox like any other; their parent knows them by step and key. */
export const children = (database: Database): Pick<KitActivities, 'startChildren' | 'progress' | 'recallChildren'> => ({
  async startChildren({ process, step, type, children: all }) {
    for (let from = 0; from < all.length; from += atOnce) {
      await onProcess(database, process, async (tx, parent) => {
        const there = await tx.query<{ key: string }>('select child_key as key from process where parent_id = $1 and parent_step = $2', [process, step]);
        const known = new Set(there.map(({ key }) => key));
        const missing = all.slice(from, from + atOnce).filter(({ key }) => !known.has(key));
        if (!isOver(parent)) for (const child of missing) await openChild(tx, parent, { step, type, child });
      });
    }
    await onProcess(database, process, async (tx, parent) => {
      if (isOver(parent)) return;
      const now = clock.now();
      await onceFor(tx, parent, step, now, async () => {
        await write(tx, parent, { at: now, action: 'children-opened', detail: { step, count: all.length } });
        return { count: all.length };
      });
    });
  },

  progress: ({ process, step }) =>
    database.within(process, async (tx) => {
      const rows = await tx.query<{ outcome: string | null; open: number; closed: number }>(
        `select outcome, count(*) filter (where closed_at is null)::int as open, count(*) filter (where closed_at is not null)::int as closed
         from process where parent_id = $1 and parent_step = $2 group by outcome`,
        [process, step],
      );
      const progress: Progress = { open: 0, closed: 0, outcomes: {} };
      for (const { outcome, open, closed } of rows) {
        progress.open += open;
        progress.closed += closed;
        if (closed > 0) progress.outcomes[outcome ?? ''] = closed;
      }
      if (progress.open === 0) return progress;
      const now = clock.now();
      return { ...progress, ...lookAt(new Date(now.getTime() + net), now) };
    }),

  async recallChildren({ process }) {
    const open = await database.within(process, (tx) =>
      tx.query<{ id: string }>('select id from process where parent_id = $1 and closed_at is null order by id', [process]),
    );
    for (const { id } of open) await onProcess(database, id, recall);
  },
});

async function openChild(tx: Transaction, parent: Locked, { step, type, child }: Child): Promise<void> {
  const now = clock.now();
  const { version, states, opensWith } = definitionOf(type);
  const id = uuid();
  const number = processNumber(now, await nextNumber(tx, processSeries(now)));
  await tx.run(
    `insert into process (id, number, type, version, state, input, organization_id, unit_id, urgency, policy_set, opened_by, opened_at, moved_at, parent_id, parent_step, child_key, head)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, $14, $15, $16)`,
    [id, number, type, version, Object.keys(states)[0], JSON.stringify(child.input), parent.organizationId, parent.unitId, parent.urgency, parent.policySet, parent.openedBy, now, parent.id, step, child.key, beginning],
  ); // oxfmt-ignore
  tx.enter(id);
  const opened = (await lockProcess(tx, id))!;
  await letRead(tx, opened, `${parent.organizationId}/coordinator`, 'sender');
  await tx.query('select exclude_from_process()');
  await begin(tx, opened, {}, opensWith?.({ ...child.input, id, version }));
  tx.enter(parent.id);
}

/** A child that its parent takes back: like a sender's recall, in whatever state it is. Its own workflow recalls its children in turn. */
async function recall(tx: Transaction, child: Locked): Promise<void> {
  if (isOver(child)) return;
  const now = clock.now();
  await tx.run(`update task set state = 'withdrawn', lease_until = null where process_id = $1 and state = 'open'`, [child.id]);
  await tx.run('update deadline set met_at = $2 where process_id = $1 and met_at is null', [child.id, now]);
  await write(tx, child, { at: now, action: 'recall', command: { kind: 'recall' }, to: { outcome: 'recalled' } });
}
