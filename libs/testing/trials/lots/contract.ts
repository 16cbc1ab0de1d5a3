import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface LotsInput extends ProcessInput {
  team: string;
}

const notify = { ...asking('notify', 'received'), copy: true as const };

export const lotsDefinition = {
  ...trial('lots', ['even', 'odd'], { confirm: asking('confirm', 'yes', 'again'), witness: asking('witness', 'seen'), notify }),
  version: 2,
};
