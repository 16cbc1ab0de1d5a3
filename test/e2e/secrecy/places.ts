import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretsOf } from '#runtime/secrets';
import { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import type { Product } from '#testing/product';
import type { Client } from '../client.js';
import { plantInEngine, tablesOf, toldByEngine } from './engine-places.js';

/** The tables of the record that hold what people wrote, or how they called themselves; nothing of it may stand in any other. */
export const holdingContent = [
  'clue',
  'clue_subject',
  'command',
  'document',
  'draft',
  'idempotency',
  'organization',
  'person',
  'recusal',
  'session',
  'task_note',
];

/** What is gathered while the product works, since nothing keeps it. */
export interface Heard {
  /** The answers that refused or failed, whole, and the headers of all. */
  answers: Buffer[];
  /** What PostgreSQL announced to whoever listens. */
  announced: string[];
}

/** Hears every answer that a person gets. */
export function hear(client: Client, heard: Heard): void {
  const request = client.request.bind(client);
  client.request = async (...asked) => {
    const answer = await request(...asked);
    heard.answers.push(Buffer.from(JSON.stringify([...answer.headers])));
    if (answer.status >= 400) heard.answers.push(Buffer.from(JSON.stringify(answer.body)));
    return answer;
  };
}

/** Hears what PostgreSQL announces to whoever listens. */
export async function hearAnnouncements(owner: Owner, heard: Heard): Promise<void> {
  owner.on('notification', ({ channel, payload }) => heard.announced.push(`${channel} ${payload}`));
  await owner.query('listen record; listen outbox');
}

interface Gathering {
  product: Product;
  /** Where its programs put what is not to stay. */
  temporary: string;
  heard: Heard;
  /** As the api told them. */
  metrics: string;
}

/** All places in which content has no business, by their names. */
export async function gatherPlaces({ product, temporary, heard, metrics }: Gathering): Promise<Record<string, Buffer>> {
  const { histories, lists } = await toldByEngine(product);
  const logs = join(product.data, 'logs');
  const log = (name: string) => Buffer.concat(readdirSync(logs).filter((file) => file.startsWith(`${name}.log`)).map((file) => readFileSync(join(logs, file)))); // oxfmt-ignore
  return {
    'the tables of the engine': await tablesOf(product, 'temporal'),
    "the tables of the engine's lists": await tablesOf(product, 'temporal_visibility'),
    'the histories': histories,
    'search attributes and memos': lists,
    'the log of the api': log('api'),
    'the log of the worker': log('worker'),
    'the log of the start program': Buffer.from(product.said()),
    'the log of PostgreSQL': log('postgres'),
    'the log of Temporal Server': log('temporal'),
    'the metrics': Buffer.from(metrics),
    'the notices': await tablesOf(product, 'liandong', { only: ['notice'] }),
    'the rest of the record': await tablesOf(product, 'liandong', { except: holdingContent }),
    'statements as PostgreSQL shows them': Buffer.from(await statements(product)),
    announcements: Buffer.from(heard.announced.join('\n')),
    'error texts and headers': Buffer.concat(heard.answers),
    'names of files': Buffer.from([...namesIn(product.data), ...namesIn(temporary)].join('\n')),
    'files of our own': Buffer.concat([...filesOfOurs(product.data), ...filesOfOurs(temporary)].map((path) => readFileSync(path))),
  };
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []);

/** All but the databases, the documents themselves and the logs, which are places of their own. */
const filesOfOurs = (data: string): string[] =>
  readdirSync(data, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !['postgres', 'documents', 'logs'].some((folder) => path.startsWith(join(data, folder, '/'))));

async function statements(product: Product): Promise<string> {
  const administrator = new Owner({
    host: '127.0.0.1',
    port: product.run().children.postgres!.port,
    user: 'postgres',
    database: 'postgres',
    password: secretsOf(product.data).admin,
  });
  await administrator.connect();
  const { rows } = await administrator.query<{ query: string }>('select query from pg_stat_activity where pid <> pg_backend_pid()');
  await administrator.end();
  return rows.map(({ query }) => query).join('\n');
}

interface Planting {
  product: Product;
  owner: Owner;
  client: Client;
  /** What the program that is loaded into ours obeys. */
  controlFile: string;
}

/** Puts a word of its own into every place, in the way in which content would get there. @returns the words by place */
export async function plantControls({ product, owner, client, controlFile }: Planting): Promise<Record<string, string[]>> {
  const word = (where: string) => `control-${where}-控制`;
  const answer = 'control_answer'; // a field's name is repeated where it could be one
  await plantInEngine(product, word);
  writeFileSync(controlFile, JSON.stringify({ log: word('log'), metric: word('metric') }));
  product.kill('api', 'SIGUSR2');
  product.kill('worker', 'SIGUSR2');
  await eventually(() => {
    for (const program of ['api', 'worker'])
      if (!readFileSync(join(product.data, 'logs', `${program}.log`)).includes(word('log'))) throw new Error(`The ${program} has not obeyed.`);
  });
  await owner.query(`do $$ begin raise log '${word('postgres')}'; end $$`);
  await owner.query(
    `insert into notice (id, process_id, kind, pool, at) select gen_random_uuid(), id, '${word('notice')}', 'nobody', opened_at from process limit 1`,
  );
  await owner.query(`select pg_notify('outbox', '${word('announced')}')`);
  await client.post('/api/clues', { [answer]: 'x' });
  writeFileSync(join(product.data, 'documents', word('file')), '');
  writeFileSync(join(product.data, 'control'), word('content'));
  await owner.query(`select '${word('statement')}'`);
  const engine = ['input', 'base64', 'utf-16', 'memo', 'attribute', 'signal', 'failure', 'stack'].map(word);
  return {
    'the tables of the engine': engine,
    "the tables of the engine's lists": [word('attribute'), word('memo')],
    'the histories': engine,
    'search attributes and memos': [word('attribute'), word('memo')],
    'the log of the api': [word('log')],
    'the log of the worker': [word('log')],
    'the log of the start program': ['control-start'], // stands in the name of its data folder, which it prints
    'the log of PostgreSQL': [word('postgres')],
    'the log of Temporal Server': [word('temporal')],
    'the metrics': [word('metric')],
    'the notices': [word('notice')],
    'the rest of the record': [word('notice')],
    'statements as PostgreSQL shows them': [word('statement')],
    announcements: [word('announced')],
    'error texts and headers': [answer],
    'names of files': [word('file')],
    'files of our own': [word('content')],
  };
}
