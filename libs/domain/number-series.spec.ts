import { describe, expect, it } from '@jest/globals';
import {
  clueNumber,
  clueNumberMeant,
  clueSeries,
  documentNumber,
  documentSeriesKey,
  processNumber,
  processNumberMeant,
  processSeries,
} from './number-series.js';

const newYear = new Date('2025-12-31T16:00:00Z'); // 2026 has begun in Shanghai

describe('numbers', () => {
  it('of processes', () => {
    expect(processSeries(newYear)).toBe('process/2026');
    expect(processNumber(newYear, 123)).toBe('XZ-2026-000123');
    expect(processNumber(newYear, 1_234_567)).toBe('XZ-2026-1234567');
  });

  it('of processes as somebody types them', () => {
    const meant = (typed: string) => processNumberMeant(newYear, typed);
    expect(['XZ-2026-000123', ' xz-2026-000123', '2026-000123', '000123', '123'].map(meant)).toEqual(Array(5).fill('XZ-2026-000123'));
    expect(['xz-2025', '2025-0001', '线索'].map(meant)).toEqual(['XZ-2025', 'XZ-2025-0001', '线索']);
  });

  it('of clues', () => {
    expect(clueSeries(newYear)).toBe('clue/2026');
    expect(clueNumber(newYear, 45)).toBe('XS-2026-000045');
  });

  it('of clues as somebody types them', () => {
    const meant = (typed: string) => clueNumberMeant(newYear, typed);
    expect(['XS-2026-000045', ' xs-2026-000045', '2026-000045', '000045', '45'].map(meant)).toEqual(Array(5).fill('XS-2026-000045'));
    expect(['xs-2025', '2025-0001', '津补贴'].map(meant)).toEqual(['XS-2025', 'XS-2025-0001', '津补贴']);
  });

  it('of documents, by the code of their body', () => {
    expect(documentNumber('inspection-office', newYear, 3)).toBe('徐巡办发〔2026〕3号');
    expect(documentSeriesKey('inspection-office', newYear)).toBe('徐巡办发/2026');
    expect(documentNumber('clue-receipt', newYear, 7)).toBe('徐纪收〔2026〕7号');
    expect(documentSeriesKey('clue-receipt', newYear)).toBe('徐纪收/2026');
  });
});
