import type { Explanation, Reason, Sentence } from './explanation.js';
import { relationWords, wordsOf } from './words.js';

/** Kinds whose cells say more than their level. */
const quoted = new Set([
  'organisation',
  'amount',
  'period',
  'place',
  'reference',
  'firm',
  'project',
  'name',
  'code',
  'number',
  'text',
  'people',
  'particulars',
]);
/** Levels that say neither the one nor the other. */
const mute = new Set(['undecided', 'unclear']);

/** What a pair agrees in, what not, and what is not said, in one sentence of each language. */
export function sentenceOf({ relation, probability, score, reasons, because }: Omit<Explanation, 'sentence'>): Sentence {
  const present = reasons.filter(({ level }) => level !== 'missing');
  const heavy = (list: Reason[]) => list.sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits));
  const agreeing = heavy(present.filter(({ agrees }) => agrees === true));
  const differing = heavy(present.filter(({ agrees, level }) => agrees === false || (agrees === undefined && !mute.has(level))));
  const silent = reasons.filter(({ level, kind }) => level === 'missing' && kind !== 'particulars');
  const percent = probability > 0.995 ? '＞99%' : probability < 0.005 ? '＜1%' : `${Math.round(probability * 100)}%`;
  const linked = score >= 0;
  const said = (list: Reason[], language: 'zh' | 'en') =>
    list.map((reason) => `${wordsOf(reason.kind, reason.level, reason.label)[language]}${cells(reason, language)}`).join(language === 'zh' ? '、' : ', ');
  const named = (list: Reason[], language: 'zh' | 'en') => list.map((reason) => reason.label[language]).join(language === 'zh' ? '、' : ', ');
  const note = {
    sum: { zh: '各部分之和与总额相符', en: 'the parts add up to the whole' },
    rival: { zh: '另有一条更吻合', en: 'another record fits better' },
    taken: { zh: '已与另一条配对', en: 'paired with another record' },
  };
  const join = (parts: (string | false | undefined)[], separator: string) => parts.filter(Boolean).join(separator);
  return {
    zh: `${linked ? `两条应为一事，${relationWords[relation].zh}` : '两条不像一事'}（${percent}）：${join(
      [
        agreeing.length > 0 && said(agreeing, 'zh'),
        differing.length > 0 && `${agreeing.length > 0 ? '但' : ''}${said(differing, 'zh')}`,
        because && note[because].zh,
        silent.length > 0 && `至少一方未写明${named(silent, 'zh')}`,
      ],
      '；',
    )}。`,
    en: `${linked ? `One matter, ${relationWords[relation].en}` : 'Probably not one matter'} (${percent.replace('＞', '>').replace('＜', '<')}): ${join(
      [
        agreeing.length > 0 && said(agreeing, 'en'),
        differing.length > 0 && `${agreeing.length > 0 ? 'but ' : ''}${said(differing, 'en')}`,
        because && note[because].en,
        silent.length > 0 && `not said by both: ${named(silent, 'en')}`,
      ],
      '; ',
    )}.`,
  };
}

function cells({ kind, a, b }: Reason, language: 'zh' | 'en'): string {
  if (!quoted.has(kind) || (!a && !b)) return '';
  const text = a === b ? short(a) : `${short(a) || '–'} / ${short(b) || '–'}`;
  return language === 'zh' ? `（${text}）` : ` (${text})`;
}

const short = (text: string): string => (text.length > 28 ? `${text.slice(0, 27)}…` : text);
