import { MatchIndex } from '#matching/index/index';
import { train } from '#matching/model/train';
import { findings } from '#matching/presets/findings';
import { type Figure, percentile } from '../measure.js';
import { Draw } from './findings/draw.js';
import { asTable, generateFindings, styles } from './findings/generate.js';

const indexed = 100_000;
const saved = 1_000;

/** How long it takes to save one finding and to have its proposals, against 100,000 that are indexed. */
export function index(): Figure[] {
  const draw = new Draw(3);
  const names = [...'青白云石清永安平长宁东南西北新和兴泰丰顺'];
  const counties = Array.from({ length: 60 }, (_, n) => `${names[n % names.length]!}${names[(n * 7 + Math.floor(n / names.length)) % names.length]!}县`);
  const style = { ...styles[0]!, counties: [...new Set(counties)] };
  const sample = generateFindings(style, 21, 1_200);
  const { model } = train(findings, asTable(sample.a), asTable(sample.b));
  const set = generateFindings(style, 22, Math.ceil(indexed / 2));
  const index = new MatchIndex(model);
  const [a, b] = [draw.shuffled(set.a), draw.shuffled(set.b)];
  const half = saved / 2;
  index.putAll('a', asTable(a.slice(half, indexed / 2 + half)));
  index.putAll('b', asTable(b.slice(half, indexed / 2 + half)));
  const last = draw.shuffled([...a.slice(0, half).map((row) => ['a', row] as const), ...b.slice(0, half).map((row) => ['b', row] as const)]);
  const each = last.map(([side, row]) => {
    const from = performance.now();
    index.put(side, row['id']!, row);
    index.proposalsOf(side, row['id']!);
    return performance.now() - from;
  });
  return [{ name: 'matching.index.saveOneFinding.p95', value: percentile(each, 0.95), unit: 'ms', n: saved, bound: { atMost: 20 } }];
}
