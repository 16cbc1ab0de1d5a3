import { describe, expect, it } from '@jest/globals';
import { clueNumber, clueSeries, documentNumber, documentSeriesKey, processNumber, processSeries } from './number-series.js';

const newYear = new Date('2025-12-31T16:00:00Z'); // 2026 has begun in Shanghai

describe('numbers', () => {
  it('of processes', () => {
    expect(processSeries(newYear)).toBe('process/2026');
    expect(processNumber(newYear, 123)).toBe('XZ-2026-000123');
    expect(processNumber(newYear, 1_234_567)).toBe('XZ-2026-1234567');
  });

  it('of clues', () => {
    expect(clueSeries(newYear)).toBe('clue/2026');
    expect(clueNumber(newYear, 45)).toBe('XS-2026-000045');
  });

  it('of documents, by the code of their body', () => {
    expect(documentNumber('inspection-office', newYear, 3)).toBe('徐巡办发〔2026〕3号');
    expect(documentSeriesKey('inspection-office', newYear)).toBe('徐巡办发/2026');
    expect(documentNumber('clue-receipt', newYear, 7)).toBe('徐纪收〔2026〕7号');
    expect(documentSeriesKey('clue-receipt', newYear)).toBe('徐纪收/2026');
  });
});
