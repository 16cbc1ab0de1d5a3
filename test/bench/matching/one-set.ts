import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCandidates } from '#matching/candidates/candidates';
import { pairsOf } from '#matching/candidates/pairs';
import { match } from '#matching/match';
import { readModel, writeModel } from '#matching/model/document';
import { train } from '#matching/model/train';
import { presets } from '#matching/presets/presets';
import type { Table } from '#matching/tables';
import { measure } from '../../../apps/match/src/measures.js';
import { readCsv, readLinks, readTable, type TrueLink } from '../../../apps/match/src/read-table.js';
import type { SetRun, SetToRun } from './run-set.js';

const what = JSON.parse(process.argv[2]!) as SetToRun;
const { folder } = what;
const schema = presets[what.schema]!;
const cpu = process.cpuUsage();
const from = performance.now();
const model = what.model === undefined ? undefined : readModel(readFileSync(what.model, 'utf8'));
const [a, b] = [await readTable(join(folder, 'a.csv'), schema), await readTable(join(folder, 'b.csv'), schema)];
const matching = performance.now();
const outcome = await match(a, b, { ...(model ? { model } : { schema }), least: 0.001 });
const seconds = (performance.now() - from) / 1000;
const matchSeconds = (performance.now() - matching) / 1000;
const { user, system } = process.cpuUsage(cpu);
const peakMB = process.resourceUsage().maxRSS / 1024;

if (what.saveModel !== undefined) writeFileSync(what.saveModel, writeModel(outcome.model));
const truth = await readLinks(join(folder, 'links.csv'), a, b);
const lookAlikes = existsSync(join(folder, 'look-alikes.csv')) ? (await readCsv(join(folder, 'look-alikes.csv'))).rows : undefined;
const linked = new Set(outcome.links.filter(({ probability }) => probability >= 0.5).map((link) => `${link.a}\t${link.b}`));
const found: SetRun = {
  seconds,
  matchSeconds,
  cpuSeconds: (user + system) / 1e6,
  peakMB,
  measures: { 'n:m': measure(outcome.links, truth), '1:1': measure(outcome.oneToOne, truth) },
  ...(what.schema === 'findings' ? reach(a, b, truth) : { reached: 1 }),
  ...(lookAlikes && { lookAlikesLinked: lookAlikes.filter(([one, other]) => linked.has(`${one}\t${other}`)).length / lookAlikes.length }),
};
process.stdout.write(JSON.stringify(found));

/** How many of the true links are candidates, and what share of the pairs within a county that costs. */
function reach(tableA: Table, tableB: Table, links: readonly TrueLink[]): { reached: number; inCounty: number } {
  const { prepared, model: learned } = train(schema, tableA, tableB);
  const { orderA, orderB } = prepared;
  const pairs = pairsOf(findCandidates(schema, learned.knowledge, prepared), orderB.length, 0, orderA.length);
  const candidates = new Set<string>();
  for (let pair = 0; pair < pairs.a.length; pair++) candidates.add(`${tableA.ids[orderA[pairs.a[pair]!]!]}\t${tableB.ids[orderB[pairs.b[pair]!]!]}`);
  const counts = ({ columns }: Table) => {
    const found = new Map<string, number>();
    for (const place of columns['place']!) found.set(place, (found.get(place) ?? 0) + 1);
    return found;
  };
  const [ofA, ofB] = [counts(tableA), counts(tableB)];
  const within = [...ofA].reduce((sum, [place, count]) => sum + count * (ofB.get(place) ?? 0), 0);
  return { reached: links.filter((link) => candidates.has(`${link.a}\t${link.b}`)).length / links.length, inCounty: pairs.a.length / within };
}
