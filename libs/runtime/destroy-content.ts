import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { loadEnv, WrongEnvironment } from '#config/env';
import { Database } from '#database/database';
import { destroyContent as destroy, type Doomed, type Extent, extentOf, StillOpen } from '#database/record/destruction';
import { connected } from './databases.js';
import { dataFolder } from './folders.js';
import { recordOf } from './running-record.js';
import { Refusal, say } from './say.js';

/** What a person may say on the command line of `npm run destroy-content`; what is left out is asked for. */
export interface DestroyOptions {
  data?: string;
  clue?: string;
  process?: string;
  basis?: string;
  by?: string;
  open: boolean;
  yes: boolean;
}

/** Destroys the content of a clue or a process, its files too, after asking. The exit code is 1 where nothing was destroyed. */
export async function destroyContent(options: DestroyOptions): Promise<void> {
  try {
    const env = loadEnv();
    const data = dataFolder(env, options.data);
    const { owner: url } = recordOf(env, data);
    const owner = await Database.connect({ url, program: 'destroy-content', poolSize: 1 });
    try {
      await destroyAsTold(owner, join(data, 'documents'), options);
    } finally {
      await owner.close();
    }
    // What was there before an update stays in the table's files until they are tidied up.
    await connected(url, async (client) => void (await client.query('vacuum command, task_note, draft, clue, clue_subject, document')));
  } catch (error) {
    const known = error instanceof Refusal || error instanceof WrongEnvironment || error instanceof StillOpen;
    say(known ? error.message : `It stopped, and may be run again: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

async function destroyAsTold(owner: Database, documentsFolder: string, options: DestroyOptions): Promise<void> {
  const doomed: Doomed = options.process ? { process: options.process } : { clue: options.clue ?? (await ask('Number of the clue')) };
  const extent = await extentOf(owner, doomed);
  const number = Object.values(doomed)[0] as string;
  if (!extent) throw new Refusal(`Nothing has the number ${number}.`);
  const open = extent.processes.filter((each) => each.open);
  if (open.length > 0 && !options.open)
    throw new Refusal(`${open.map((each) => each.number).join(', ')}: still open. Close it first, or destroy its content all the same with --open.`);
  const basis = options.basis ?? (await ask('Basis (rule and decision; it stays in the timeline, so nothing of the content)'));
  if (basis.trim() === '' || basis.length > 300) throw new Refusal('The basis has to say something, in at most 300 characters.');
  const person = await administrator(owner, options.by ?? (await ask('By whom (the log-in name of an administrator)')));

  say(`To be destroyed: ${wordsFor(extent)}. It cannot be brought back.`);
  if (!options.yes && (await ask(`Type ${number} to destroy it`)) !== number) throw new Refusal('Nothing was destroyed.');
  await destroy(owner, extent, { person, basis: basis.trim(), openToo: options.open });
  for (const id of extent.documents) rmSync(join(documentsFolder, id), { force: true });
  const left = extent.documents.filter((id) => existsSync(join(documentsFolder, id)));
  if (left.length > 0) throw new Refusal(`${left.length} files could not be removed from ${documentsFolder}.`);
  say(`Destroyed. The timeline says so, and stays whole. Backups still hold it: see docs/timeline.md.`);
}

const wordsFor = ({ clue, processes, documents }: Extent): string =>
  [...(clue ? [`clue ${clue.number} with ${documents.length} materials`] : []), ...processes.map(({ number }) => `what was written in process ${number}`)].join(
    ', ',
  );

/** The id of the administrator with a log-in name. @throws Refusal where there is none */
async function administrator(owner: Database, login: string): Promise<string> {
  const [row] = await owner.door<{ id: string }>(
    `select id from person where login = $1 and active and exists (select from role_assignment r where r.person_id = person.id and r.role = 'administrator')`,
    [login],
  );
  if (!row) throw new Refusal(`${login} is not the log-in name of an active administrator.`);
  return row.id;
}

/** Asks the person at the terminal. @throws Refusal where nobody can answer */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new Refusal(`${question}: say it on the command line, there being nobody to ask (--help).`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const left = new Promise<never>((_, reject) => terminal.once('close', () => reject(new Refusal('Nothing was destroyed.'))));
    return (await Promise.race([terminal.question(`${question}: `), left])).trim();
  } finally {
    terminal.close();
  }
}
