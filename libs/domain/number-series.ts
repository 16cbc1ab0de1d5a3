import type { Words } from './language.js';
import { dayOf } from './shanghai.js';

/** Bodies put out their documents under a code of their own (发文机关代字, GB/T 9704); a series is one code in one year, and counts without gaps. */
export const documentSeries = {
  'clue-receipt': { code: '徐纪收', name: { zh: '线索移交回执', en: 'Receipt of a clue' } },
  'inspection-office': { code: '徐巡办发', name: { zh: '巡察办发文', en: 'Document of the inspection office' } },
} as const satisfies Record<string, { code: string; name: Words }>;
export type DocumentSeries = keyof typeof documentSeries;

const yearOf = (at: Date): string => dayOf(at).slice(0, 4);
const sixDigits = (n: number): string => String(n).padStart(6, '0');

/** The key of the series that processes opened at this moment are numbered in: one a year of Shanghai. */
export const processSeries = (at: Date): string => `process/${yearOf(at)}`;

/** The number of a process: `XZ-2026-000123`. */
export const processNumber = (at: Date, n: number): string => `${processPrefix(at)}${sixDigits(n)}`;

/** What the numbers of processes opened at this moment begin with, before six digits or more. */
export const processPrefix = (at: Date): string => `XZ-${yearOf(at)}-`;

/** The number of a process, or what it begins with, that somebody means who types it in small letters, or leaves out its beginning: `xz-2026-12`, `2026-000123`, `123` of this year. */
export const processNumberMeant = (at: Date, typed: string): string => numberMeant('XZ', at, typed);

/** The key of the series that clues registered at this moment are numbered in. */
export const clueSeries = (at: Date): string => `clue/${yearOf(at)}`;

/** The number of a clue: `XS-2026-000123`. */
export const clueNumber = (at: Date, n: number): string => `XS-${yearOf(at)}-${sixDigits(n)}`;

/** The number of a clue, or what it begins with, by the same rule: `xs-2026-12`, `2026-000123`, `123` of this year. */
export const clueNumberMeant = (at: Date, typed: string): string => numberMeant('XS', at, typed);

function numberMeant(code: string, at: Date, typed: string): string {
  const text = typed.trim().toUpperCase();
  if (/^\d{4}-\d*$/.test(text)) return `${code}-${text}`;
  return /^\d{1,6}$/.test(text) ? `${code}-${yearOf(at)}-${sixDigits(Number(text))}` : text;
}

/** The key of a document series at this moment. */
export const documentSeriesKey = (series: DocumentSeries, at: Date): string => `${documentSeries[series].code}/${yearOf(at)}`;

/** The number of an official document: `徐纪收〔2026〕7号`, in hexagonal brackets and without leading zeros (GB/T 9704). */
export const documentNumber = (series: DocumentSeries, at: Date, n: number): string => `${documentSeries[series].code}〔${yearOf(at)}〕${n}号`;
