import type { Schema } from '../schema.js';

const texts = ['title', 'description'];

/** Findings of inspection (a) and audit (b). */
export const findings: Schema = {
  format: 'liandong-matching-schema/1',
  name: 'findings',
  id: ['id'],
  fields: [
    { name: 'place', label: { zh: '地点', en: 'the place' }, kind: 'place', columns: { column: ['place'], unit: ['unit'], texts } },
    { name: 'unit', label: { zh: '单位', en: 'the unit' }, kind: 'organisation', columns: { column: ['unit'], code: ['unit_code'], place: ['place'], texts } },
    { name: 'amount', label: { zh: '金额', en: 'the amount' }, kind: 'amount', columns: { column: ['amount'], texts } },
    { name: 'date', label: { zh: '时间', en: 'the date' }, kind: 'period', columns: { column: ['date'], texts } },
    { name: 'project', label: { zh: '项目', en: 'the project' }, kind: 'project', columns: { column: ['project'], texts } },
    { name: 'contract', label: { zh: '合同编号', en: 'the contract number' }, kind: 'reference', columns: { column: ['contract_no'], texts } },
    { name: 'counterparty', label: { zh: '往来企业', en: 'the firm' }, kind: 'firm', columns: { column: ['counterparty'], unit: ['unit'], texts } },
    { name: 'category', label: { zh: '问题类别', en: 'the categories' }, kind: 'category', columns: { column: ['category'] } },
    { name: 'matter', label: { zh: '事由', en: 'the matter' }, kind: 'matter', columns: { texts, names: ['unit', 'counterparty', 'project', 'contract_no'] } },
    { name: 'particulars', label: { zh: '具体人员或村社', en: 'the persons or villages' }, kind: 'particulars', columns: { texts } },
  ],
  candidates: [
    ['contract.value'],
    ['unit.code', 'date.year'],
    ['place.county', 'amount.rough'],
    ['place.county', 'counterparty.tail'],
    ['place.county', 'project.core'],
    ['place.county', 'unit.tail', 'date.year'],
    ['amount.exact', 'date.year'],
    ['place.county', 'particulars.each'],
    ['particulars.each', 'date.year'],
  ],
  neighbours: { columns: texts, within: 'place.county', count: 3 },
  anchors: [
    { keys: ['place.county', 'amount.exact'], trains: ['unit', 'date', 'project', 'contract', 'counterparty', 'category', 'matter', 'particulars'] },
    { keys: ['contract.value'], trains: ['place', 'amount', 'date'] },
    { keys: ['place.county', 'counterparty.core', 'unit.name'], trains: ['amount', 'date'] },
  ],
  expected: 0.5,
  contradictions: { amount: 'amount', date: 'date' },
  lookAlikes: [
    ['place', 'unit', 'category', 'matter'],
    ['place', 'unit', 'project', 'counterparty'],
    ['place', 'unit', 'particulars'],
  ],
};
