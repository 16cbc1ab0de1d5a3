import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../measure.js';
import { generateFindings, styles } from './findings/generate.js';
import { generatePersons } from './persons.js';
import { index } from './index-bench.js';
import { runSet, type SetRun } from './run-set.js';
import { columnCsv, writeSet } from './write-set.js';

const repeated = 5;
const size = 100_000;

interface Bounds {
  schema: string;
  figures: (run: SetRun) => Record<string, [value: number, bound?: Figure['bound']]>;
}

const atLeast = (bound: number) => ({ atLeast: bound });
const atMost = (bound: number) => ({ atMost: bound });

/** The sets that come from outside, by their folder, with what is asked of them. */
const sets: Record<string, Bounds> = {
  febrl4: {
    schema: 'persons',
    figures: ({ seconds, peakMB, measures: { 'n:m': many, '1:1': single } }) => ({
      f1: [many.f1, atLeast(0.9991)],
      bestOneToOne: [single.bestF1, atLeast(0.9999)],
      seconds: [seconds, atMost(1.2)],
      peakMB: [peakMB, atMost(120)],
    }),
  },
  'dblp-acm': {
    schema: 'publications',
    figures: ({ seconds, measures: { 'n:m': many, '1:1': single } }) => ({
      f1: [many.f1, atLeast(0.957)],
      bestOneToOne: [single.bestF1, atLeast(0.985)],
      seconds: [seconds, atMost(1.5)],
    }),
  },
  'zh-findings/dev': {
    schema: 'findings',
    figures: ({ seconds, measures: { 'n:m': many }, reached, inCounty }) => ({
      f1: [many.f1, atLeast(0.9)],
      precision: [many.precision, atLeast(0.85)],
      contradictAmountRecall: [many.recallByRelation['contradict_amount'] ?? 0, atLeast(0.8)],
      partOfRecall: [many.recallByRelation['part_of'] ?? 0, atLeast(0.7)],
      relationRight: [many.relationRight ?? 0, atLeast(0.95)],
      calibrationError: [many.calibrationError, atMost(0.05)],
      candidatesReach: [reached, atLeast(0.99)],
      candidatesOfCounty: [inCounty ?? 0, atMost(0.05)],
      seconds: [seconds, atMost(1)],
    }),
  },
};

/** Measures matching: the outside sets that `data` holds, findings and persons that are made here, and an index. */
export async function matching(data: string | undefined): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, { schema, figures: of }] of Object.entries(sets)) {
    const folder = data === undefined ? undefined : join(data, name);
    if (!folder || !existsSync(join(folder, 'a.csv'))) {
      process.stderr.write(`${data ?? 'No --data DIR was given, so it'} lacks the set ${name}.\n`);
      continue;
    }
    figures.push(...figuresOf(`matching.${name}`, of(await best({ folder, schema }))));
  }
  const made = mkdtempSync(join(tmpdir(), 'matching-'));
  try {
    for (const [place, style] of styles.entries()) {
      const set = generateFindings(style, 11 + place);
      const folder = join(made, style.name);
      writeSet(folder, set);
      const run = await runSet({ folder, schema: 'findings' });
      figures.push(
        ...figuresOf(`matching.made.${style.name}`, {
          f1: [run.measures['n:m'].f1, atLeast(0.75)],
          lookAlikesLinked: [run.lookAlikesLinked ?? 1, atMost(0.15)],
        }),
      );
    }
    figures.push(...(await persons(made)), ...index());
  } finally {
    rmSync(made, { recursive: true });
  }
  return figures;
}

async function persons(folder: string): Promise<Figure[]> {
  const { a, b, links } = generatePersons(size, 5);
  writeFileSync(join(folder, 'a.csv'), columnCsv(a));
  writeFileSync(join(folder, 'b.csv'), columnCsv(b));
  writeFileSync(join(folder, 'links.csv'), `a_id,b_id\n${links.map((link) => link.join(',')).join('\n')}\n`);
  const model = join(folder, 'model.json');
  const learned = await best({ folder, schema: 'persons', saveModel: model });
  const stored = await best({ folder, schema: 'persons', model });
  return figuresOf('matching.persons', {
    f1: [learned.measures['n:m'].f1],
    trainAndPredictSeconds: [learned.matchSeconds, atMost(3.5)],
    cpuSeconds: [learned.cpuSeconds],
    peakMB: [learned.peakMB, atMost(400)],
    predictSeconds: [stored.matchSeconds, atMost(2.5)],
  });
}

/** The quickest of some runs, each in a process of its own. */
async function best(what: Parameters<typeof runSet>[0]): Promise<SetRun> {
  const runs: SetRun[] = [];
  for (let n = 0; n < repeated; n++) runs.push(await runSet(what));
  return runs.sort((one, other) => one.seconds - other.seconds)[0]!;
}

const figuresOf = (name: string, found: Record<string, [value: number, bound?: Figure['bound']]>): Figure[] =>
  Object.entries(found).map(([figure, [value, bound]]) => ({ name: `${name}.${figure}`, value, unit: unitOf(figure), n: 1, ...(bound && { bound }) }));

const unitOf = (figure: string): string => (/seconds$/i.test(figure) ? 's' : figure === 'peakMB' ? 'MB' : 'share');
