import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface ChoiceInput extends ProcessInput {
  team: string;
}

export const choiceDefinition = trial('choice', ['answered', 'refused', 'escalated'], {
  answer: asking('answer', 'answered', 'refused'),
  remark: asking('remark', 'remarked'),
  escalate: asking('escalate', 'taken'),
});
