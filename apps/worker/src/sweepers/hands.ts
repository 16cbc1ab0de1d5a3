import { clock } from '#domain/clock';
import type { Log } from '#config/logger';
import type { Database, Transaction } from '#database/database';
import { mayHold, tellOfDeserted } from '#database/record/people';
import type { Locked } from '#database/record/process';
import { takeFromHands } from '#database/record/tasks';
import { inEach } from './in-each.js';

interface InHand {
  id: string;
  step: string;
  pool: string;
  holder: string;
  recused: boolean;
}

/**
 * Gives back to its pool what is in the hands of who may not have it any more: declaring a recusal, or taking a role away, was cut off before it came to this.
 * A round takes only what the one before has found, too: whoever is at it now may have a successor for it.
 */
export function giveBackStranded(database: Database, log: Log): () => Promise<void> {
  let found = new Set<string>();
  return async () => {
    const before = found;
    found = new Set();
    let processes = 0;
    const look = async (tx: Transaction, process: Locked) => {
      found.add(process.id);
      if (!before.has(process.id)) return;
      await giveBack(tx, process, clock.now());
      processes++;
    };
    try {
      await inEach(database, (tx, ...page) => tx.query<{ id: string }>('select stranded_processes as id from stranded_processes($1, $2)', page), look);
    } finally {
      if (processes > 0) log.info({ processes }, 'tasks were given back that their holders may not have any more');
    }
  };
}

async function giveBack(tx: Transaction, process: Locked, now: Date): Promise<void> {
  await tx.query('select forget_stranded_drafts()');
  if (process.closedAt) return;
  const tasks = await tx.query<InHand>(
    `select t.id, t.step, t.pool, t.holder, exists (select from exclusion e where e.process_id = t.process_id and e.person_id = t.holder) as recused
     from task t where t.process_id = $1 and t.state = 'open' and t.holder is not null order by t.id`,
    [process.id],
  );
  for (const { id, step, pool, holder, recused } of tasks) {
    if (await mayHold(tx, process, pool, holder)) continue;
    const entry = recused ? { person: holder, action: 'recusal' } : { action: 'left', detail: { from: holder } };
    await takeFromHands(tx, process, { id, step }, { ...entry, at: now });
  }
  await tellOfDeserted(tx, process, now);
}
