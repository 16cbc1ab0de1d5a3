import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { loadEnv } from '#config/env';
import { asTable, generateFindings, styles } from '../../test/bench/matching/findings/generate.js';
import { MatchIndex } from './index/index.js';
import { byIds } from './links.js';
import { match } from './match.js';
import { compareModels, readModel, writeModel } from './model/document.js';
import { findings } from './presets/findings.js';
import type { Table } from './tables.js';

jest.setTimeout(120_000);

const set = generateFindings(styles[0]!, 3, 150);
const [a, b] = [asTable(set.a), asTable(set.b)];
const learned = match(a, b, { schema: findings, least: 0.01 });
const truth = new Set(set.links.map((link) => `${link.a} ${link.b}`));

const reversed = ({ ids, columns }: Table): Table => ({
  ids: [...ids].reverse(),
  columns: Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, [...cells].reverse()])),
});
const rowsOf = ({ ids, columns }: Table) =>
  ids.map((id, row): [string, Record<string, string>] => [id, Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, cells[row]!]))]);

describe('two lists of findings', () => {
  it('are linked without a single link being known, and look-alikes are not', async () => {
    const linked = (await learned).links.filter(({ probability }) => probability >= 0.5);
    const right = linked.filter((link) => truth.has(`${link.a} ${link.b}`)).length;
    expect(right / linked.length).toBeGreaterThan(0.85);
    expect(right / truth.size).toBeGreaterThan(0.75);
    const found = new Set(linked.map((link) => `${link.a} ${link.b}`));
    expect(set.lookAlikes.filter((pair) => found.has(`${pair.a} ${pair.b}`)).length / set.lookAlikes.length).toBeLessThan(0.15);
  });

  it('give the same links in any order of their rows', async () => {
    const again = await match(reversed(a), reversed(b), { schema: findings, least: 0.01 });
    expect(again.links).toEqual((await learned).links);
  });

  it('give the same links with the model that was stored', async () => {
    const { model, links } = await learned;
    const stored = readModel(writeModel(model));
    expect(writeModel(stored)).toBe(writeModel(model));
    expect(compareModels(stored, model)).toEqual([]);
    expect((await match(a, b, { model: stored, least: 0.01 })).links).toEqual(links);
  });

  it('are explained by reasons that add up', async () => {
    const { links, explain } = await learned;
    for (const { a: idA, b: idB, probability, relation } of links) {
      const explanation = explain(idA, idB);
      const { prior, reasons, otherReadings, lookAlike, assignment, score } = explanation;
      const sum = reasons.reduce((all, { bits }) => all + bits, prior) + otherReadings + lookAlike + assignment;
      expect(Math.abs(sum - score)).toBeLessThan(1e-9);
      expect(explanation.probability).toBe(probability);
      expect(explanation.relation).toBe(relation);
    }
  });

  it('name one partner a record where asked to', async () => {
    const { oneToOne } = await learned;
    expect(new Set(oneToOne.map((link) => link.a)).size).toBe(oneToOne.length);
    expect(new Set(oneToOne.map((link) => link.b)).size).toBe(oneToOne.length);
  });

  it('stop being matched where it is called off', async () => {
    await expect(match(a, b, { schema: findings, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});

describe('an index', () => {
  /** 1,000 orders of arrival in full; each starts from where the last one ended. */
  const runs = loadEnv().FULL ? 1_000 : 6;

  it('proposes at any time what a batch would, whatever came, changed and went before', async () => {
    const { model, links } = await learned;
    const records = [...rowsOf(a).map(([id, cells]) => ['a', id, cells] as const), ...rowsOf(b).map(([id, cells]) => ['b', id, cells] as const)];
    const index = new MatchIndex(model);
    for (const [side, id, cells] of records) index.put(side, id, cells);
    expect(index.proposals(0.01)).toEqual(links);

    const some = fc.uniqueArray(fc.nat(records.length - 1), { minLength: 1, maxLength: 60 });
    const check = fc.property(some, fc.array(fc.nat()), (places, order) => {
      const chosen = places.map((place) => records[place]!);
      chosen.forEach(([side, id, cells], n) =>
        n % 3 === 0 ? index.withdraw(side, id) : index.put(side, id, { ...cells, amount: '1元', title: '', place: n % 3 === 1 ? '' : cells['place']! }),
      );
      const back = [...chosen].sort((one, other) => (order[chosen.indexOf(one)] ?? 0) - (order[chosen.indexOf(other)] ?? 0));
      for (const [side, id, cells] of back) index.put(side, id, cells);
      expect(index.proposals(0.01)).toEqual(links);
    });
    fc.assert(check, { numRuns: runs, seed: 11 });
  }, 3_600_000);

  it('takes whole tables as it takes one record after the other', async () => {
    const { model, links } = await learned;
    const index = new MatchIndex(model);
    for (const [id, cells] of rowsOf(b).slice(0, 20)) index.put('b', id, { ...cells, amount: '1元', title: '' });
    index.putAll('a', a);
    index.putAll('b', b);
    expect(index.proposals(0.01)).toEqual(links);
    for (const [id, cells] of rowsOf(a).slice(0, 20)) index.put('a', id, cells);
    expect(index.proposals(0.01)).toEqual(links);
  });

  it('leaves out what a batch leaves out because too many share it, and takes it up again', async () => {
    const { model } = await learned;
    const [, alike] = rowsOf(a)[0]!;
    const crowd = (side: string, size: number) => Array.from({ length: size }, (_, n): [string, Record<string, string>] => [`${side}${n}`, alike]);
    const tableOf = (rows: [string, Record<string, string>][]): Table => ({
      ids: rows.map(([id]) => id),
      columns: Object.fromEntries(Object.keys(a.columns).map((name) => [name, rows.map(([, cells]) => cells[name]!)])),
    });
    const [inA, inB] = [crowd('a', 64), crowd('b', 63)];
    const index = new MatchIndex(model);
    index.putAll('a', tableOf(inA));
    index.putAll('b', tableOf(inB.slice(0, 62)));
    const few = await match(tableOf(inA), tableOf(inB.slice(0, 62)), { model, least: 0.01 });
    const many = await match(tableOf(inA), tableOf(inB), { model, least: 0.01 });
    expect(few.statistics.dropped).toEqual([]);
    expect(many.statistics.dropped.length).toBeGreaterThan(0);
    expect(many.links.length).toBeLessThan(few.links.length);
    expect(index.proposals(0.01)).toEqual(few.links);
    const [id, cells] = inB.at(-1)!;
    index.put('b', id, cells);
    expect(index.proposals(0.01)).toEqual(many.links);
    index.withdraw('b', id);
    expect(index.proposals(0.01)).toEqual(few.links);
  });

  it('knows the proposals of one record from its neighbourhood alone', async () => {
    const { model, links } = await learned;
    const index = new MatchIndex(model);
    index.putAll('b', b);
    index.putAll('a', a);
    for (const [side, table] of [
      ['a', a],
      ['b', b],
    ] as const)
      for (const id of table.ids) {
        const own = index.proposalsOf(side, id, 0.01).sort(byIds);
        expect(own).toEqual(links.filter((link) => link[side] === id));
      }
    expect(index.withdraw('a', 'nobody')).toBe(false);
    expect(index.proposalsOf('a', 'nobody')).toEqual([]);
  });
});

describe('a stored model', () => {
  it('says where it is wrong', async () => {
    const { model } = await learned;
    const broken = (change: (document: any) => void) => {
      const document = JSON.parse(writeModel(model));
      change(document);
      return () => readModel(JSON.stringify(document));
    };
    expect(broken((document) => (document.format = 'liandong-matching-model/0'))).toThrow('format: "liandong-matching-model/1" is wanted');
    expect(broken((document) => (document.schema.fields[0].kind = 'spot'))).toThrow('schema.fields[0].kind: there is no kind "spot"');
    expect(broken((document) => document.weights.unrelated[2].pop())).toThrow('weights.unrelated[2]: 8 levels are wanted for "amount", and there are 7');
    expect(broken((document) => (document.weights.readings[0].prior = 3))).toThrow('weights.readings[0].prior: a number from 0 to 1 is wanted');
    expect(broken((document) => delete document.knowledge.sums)).toThrow('knowledge.sums: a list is wanted');
  });
});
