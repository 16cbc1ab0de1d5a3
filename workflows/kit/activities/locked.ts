import { ApplicationFailure } from '@temporalio/activity';
import type { Look } from '../record.js';
import type { Database, Transaction } from '#database/database';
import { lockProcess, type Locked } from '#database/record/process';

/** One transaction of an activity on one process, with its row locked. @throws ApplicationFailure `no-such-process` */
export const onProcess = <Result>(database: Database, process: string, work: (tx: Transaction, locked: Locked) => Promise<Result>): Promise<Result> =>
  database.within(process, async (tx) => {
    const locked = await lockProcess(tx, process);
    if (!locked) throw noSuchProcess(process);
    return work(tx, locked);
  });

export const noSuchProcess = (process: string) => ApplicationFailure.nonRetryable(`There is no process ${process}.`, 'no-such-process');

/** Whether nothing more is to be opened: it is closed, or recalled and about to be. */
export const isOver = ({ closedAt, outcome }: Locked): boolean => closedAt !== null || outcome !== null;

/** Has an effect once for a step, and keeps what it resulted in (ids and codes, at most 2 KB); a repeat gets what is kept. */
export async function onceFor<Result>(tx: Transaction, { id }: Locked, step: string, at: Date, effect: () => Promise<Result>): Promise<Result> {
  const known = await tx.one<{ result: Result }>('select result from process_step where process_id = $1 and step = $2', [id, step]);
  if (known) return known.result;
  const result = await effect();
  const text = JSON.stringify(result ?? {});
  if (text.length > 2048) throw ApplicationFailure.nonRetryable(`The result of ${step} is larger than 2 KB.`, 'result-too-large');
  await tx.run('insert into process_step (process_id, step, result, at) values ($1, $2, $3, $4)', [id, step, text, at]);
  return result;
}

/** To look again at a moment of the record's clock. */
export const lookAt = (at: Date, now: Date): Look => ({ nextIn: Math.max(at.getTime() - now.getTime(), 1), nextAt: at.getTime() });
