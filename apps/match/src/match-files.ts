import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { WrongDocument } from '#matching/documents';
import { adaptModel } from '#matching/model/adapt';
import type { Link } from '#matching/links';
import { match, type MatchOptions } from '#matching/match';
import { readModel, writeModel } from '#matching/model/document';
import type { Model } from '#matching/model/model';
import { presets } from '#matching/presets/presets';
import type { Schema } from '#matching/schema';
import { readSchema } from '#matching/schema-document';
import { csvCell } from './csv.js';
import { defaultModel } from './default-model.js';
import { measure } from './measures.js';
import { meter } from './progress.js';
import { readLinks, readTable } from './read-table.js';
import { checkWritable, writeWhole } from './write-file.js';
import { WrongFile } from './wrong-file.js';

/** What a person may say on the command line of `npm run match`. */
export interface MatchFilesOptions {
  a: string;
  b: string;
  out: string;
  schema?: string;
  assignment: 'n:m' | '1:1';
  links?: string;
  model?: string;
  saveModel?: string;
  /** Two ids with a comma between. */
  explain?: string;
}

/** With fewer rows on a side there is too little to learn from. */
const fewestToLearnFrom = 200;
const leastWritten = 0.05;

/** Matches two files and writes the links; prints one JSON line. The exit code is 1 where a file is not as it should be. */
export async function matchFiles(options: MatchFilesOptions): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await run(options))}\n`);
  } catch (error) {
    if (!(error instanceof WrongFile)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function run(options: MatchFilesOptions): Promise<object> {
  keepInputs(options);
  for (const file of [options.out, options.saveModel]) if (file !== undefined) await checkWritable(file);
  const from = performance.now();
  const stored = options.model === undefined ? undefined : await readDocument(options.model, readModel);
  const schema = stored?.schema ?? (await schemaOf(options.schema ?? 'findings'));
  const [a, b] = [await readTable(options.a, schema), await readTable(options.b, schema)];
  const truth = options.links === undefined ? undefined : await readLinks(options.links, a, b);
  const reading = (performance.now() - from) / 1000;

  const few = Math.min(a.ids.length, b.ids.length) < fewestToLearnFrom;
  const shipped: Model | undefined = !stored && few && schema === presets['findings'] ? adaptModel(await defaultModel(), a, b) : undefined;
  const model = stored ?? shipped;
  const used: MatchOptions = { ...(model ? { model } : { schema }), least: truth ? 0.001 : leastWritten, progress: meter() };
  const outcome = await match(a, b, used);
  const explanation = options.explain === undefined ? undefined : explainPair(outcome.explain, options.explain);

  const links = options.assignment === '1:1' ? outcome.oneToOne : outcome.links;
  if (options.saveModel !== undefined) await writeWhole(options.saveModel, `${writeModel(outcome.model)}\n`);
  await writeWhole(options.out, asCsv(links));
  const { rows, candidatePairs, dropped, seconds } = outcome.statistics;
  return {
    rows,
    candidatePairs,
    dropped,
    links: links.filter(({ probability }) => probability >= 0.5).length,
    model: stored ? 'stored' : shipped ? 'shipped' : 'learned',
    seconds: Object.fromEntries(
      Object.entries({ 'reading files': reading, ...seconds, total: (performance.now() - from) / 1000 }).map(([phase, took]) => [
        phase,
        Number(took.toFixed(3)),
      ]),
    ),
    peakMB: Math.round(process.resourceUsage().maxRSS / 1024),
    ...(truth && { measures: { 'n:m': measure(outcome.links, truth), '1:1': measure(outcome.oneToOne, truth) } }),
    ...(explanation && { explanation }),
  };
}

/** Refuses to write over a file that is read, or over the other one that is written. @throws WrongFile */
function keepInputs({ a, b, schema, links, model, saveModel, out }: MatchFilesOptions): void {
  const pathsOf = (...files: (string | undefined)[]) => files.flatMap((file) => (file === undefined ? [] : [resolve(file)]));
  if (pathsOf(a, b, schema, links, model).includes(resolve(out))) throw new WrongFile(out, 'it is read, so that the links cannot be written there.');
  if (saveModel !== undefined && pathsOf(a, b, schema, links, out).includes(resolve(saveModel)))
    throw new WrongFile(saveModel, 'it is read or written already, so that the model cannot be saved there.');
}

async function schemaOf(name: string): Promise<Schema> {
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  return preset ?? readDocument(name, readSchema, `there is no such file, and no preset of this name; there are ${Object.keys(presets).join(', ')}.`);
}

async function readDocument<Document>(file: string, read: (text: string) => Document, absent = 'there is no such file.'): Promise<Document> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongFile(file, error.code === 'ENOENT' ? absent : `it cannot be read (${error.code}).`);
  });
  try {
    return read(text);
  } catch (error) {
    if (error instanceof WrongDocument) throw new WrongFile(file, error.message);
    throw error;
  }
}

function explainPair(explain: (a: string, b: string) => object, pair: string): object {
  const comma = pair.indexOf(',');
  if (comma < 0) throw new WrongFile('--explain', `two ids with a comma between are wanted, and not ${pair}.`);
  try {
    return explain(pair.slice(0, comma), pair.slice(comma + 1));
  } catch (error) {
    throw new WrongFile('--explain', (error as Error).message);
  }
}

const asCsv = (links: readonly Link[]): string =>
  [
    'a_id,b_id,probability,relation',
    ...links
      .filter(({ probability }) => probability >= leastWritten)
      .map(({ a, b, probability, relation }) => [csvCell(a), csvCell(b), probability.toFixed(6), relation].join(',')),
  ]
    .join('\n')
    .concat('\n');
