import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface FamilyInput extends ProcessInput {
  team: string;
  keys: string[];
}

export const familyDefinition = trial('family', ['complete', 'patchy'], { plan: asking('plan', 'go'), sum: asking('sum', 'up') });
