import type { PolicyKey } from './default-policies.js';
import type { Words } from './language.js';

/** The four dispositions of a clue, and the deadline policy that each one starts (rules for the work of discipline inspection bodies). */
export const dispositions = {
  'talk-or-inquiry': { zh: '谈话函询', en: 'Talk or written inquiry', deadline: 'clue.inquiry.report' },
  'preliminary-verification': { zh: '初步核实', en: 'Preliminary verification', deadline: 'clue.verification' },
  parked: { zh: '暂存待查', en: 'Parked', deadline: 'clue.parkedReview' },
  closed: { zh: '予以了结', en: 'Closed', deadline: undefined },
} as const satisfies Record<string, Words & { deadline: PolicyKey | undefined }>;
export type Disposition = keyof typeof dispositions;
