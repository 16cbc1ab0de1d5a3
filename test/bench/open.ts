import { eventually } from '#testing/eventually';
import { calm } from './calm.js';
import { atOnce } from './measure.js';
import { post } from '../e2e/insist.js';
import { clues, type Stage } from './stage.js';

const lanes = 16;
/** Seconds that so many transfers may take at the most until the engine has heard of all of them: the slowest machine that is worth measuring on opens ten a second. */
const patienceFor = (count: number) => 60 + count / 10;

/**
 * Opens so many transfers over HTTP, of copies of one registered clue, and waits until the engine drives each of them and has nothing more to do.
 * @returns the processes with their first tasks
 */
export async function openTransfers(stage: Stage, count: number): Promise<{ process: string; task: string }[]> {
  const copies = await copiesOfAClue(stage, count);
  const processes: string[] = [];
  await atOnce(count, lanes, async (n) => {
    const { coordinator, team } = stage.people;
    processes.push((await post(coordinator, '/api/clue-transfers', { clueId: copies[n], toTeamId: team, urgency: 'normal' })).id as string);
  });
  await eventually(async () => {
    const { rows } = await stage.owner.query<{ bells: string }>('select count(*) as bells from outbox where process_id = any ($1)', [processes]);
    if (rows[0]!.bells !== '0') throw new Error(`The engine has not heard of ${rows[0]!.bells} of ${count} transfers.`);
  }, patienceFor(count));
  await calm(stage);
  const { rows } = await stage.owner.query<{ process: string; task: string }>(
    `select process_id as process, id as task from task where process_id = any ($1) and step = 'sign/1'`,
    [processes],
  );
  return rows;
}

/** Registered by statement: what is measured begins with the offer. */
export async function copiesOfAClue(stage: Stage, count: number): Promise<string[]> {
  const [original] = await clues(stage, 1);
  const { rows } = await stage.owner.query<{ id: string }>(
    `insert into clue select (jsonb_populate_record(c, jsonb_build_object('id', uuidv7(), 'number', c.number || '/' || n))).*
     from clue c, generate_series(1, $2) n where c.id = $1 returning id`,
    [original, count],
  );
  return rows.map(({ id }) => id);
}
