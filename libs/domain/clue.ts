import type { Words } from './language.js';

/** How fast a clue is to be handled: 即查即办 while the inspectors are still on site. */
export const urgencies = {
  normal: { zh: '一般', en: 'Normal' },
  urgent: { zh: '即查即办', en: 'Immediate' },
} as const satisfies Record<string, Words>;
export type Urgency = keyof typeof urgencies;

/** Who may know of it, from the widest to the narrowest. 秘密 is rendered as confidential and 机密 as secret; the codes have it the other way round, and stay. */
export const secrecies = {
  internal: { zh: '内部', en: 'Internal' },
  secret: { zh: '秘密', en: 'Confidential' },
  confidential: { zh: '机密', en: 'Secret' },
} as const satisfies Record<string, Words>;
export type Secrecy = keyof typeof secrecies;

/** Where a clue comes from. */
export const sources = {
  visit: { zh: '来访', en: 'Visit' },
  letter: { zh: '来信', en: 'Letter' },
  inspection: { zh: '巡察发现', en: 'Inspection' },
  audit: { zh: '审计移送', en: 'Audit' },
  linkage: { zh: '上下联动', en: 'County linkage' },
} as const satisfies Record<string, Words>;
export type Source = keyof typeof sources;

/** How far the identity of the one who reported it is protected, from the least to the most. */
export const protections = {
  ordinary: { zh: '一般保密', en: 'Ordinary' },
  protected: { zh: '重点保密', en: 'Protected' },
  strict: { zh: '严格保密', en: 'Strict' },
} as const satisfies Record<string, Words>;
export type Protection = keyof typeof protections;

/** Whom or what a clue is about. */
export const subjectKinds = {
  person: { zh: '人员', en: 'Person' },
  function: { zh: '岗位职能', en: 'Function' },
} as const satisfies Record<string, Words>;
export type SubjectKind = keyof typeof subjectKinds;

/** Whether a transfer that ended so gave the clue back to who had sent it: they may correct it and offer it anew, and who had it by that transfer reads it no more. */
export const isGivenBack = (outcome: string | null): boolean => outcome === 'returned' || outcome === 'recalled';
