import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface ErrandInput extends ProcessInput {
  team: string;
}

export const errandDefinition = trial('errand', ['done', 'failed'], { run: asking('run', 'done', 'failed') });
