import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface BranchesInput extends ProcessInput {
  team: string;
  keys: string[];
}

export const branchesDefinition = trial('branches', ['done'], {
  acknowledge: asking('acknowledge', 'yes', 'ask'),
  answer: asking('answer', 'answered'),
  notify: { ...asking('notify', 'received'), copy: true },
});
