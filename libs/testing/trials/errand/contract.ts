import type { ProcessInput } from '#workflows/kit/contract';
import { asking, trial } from '../words.js';

export interface ErrandInput extends ProcessInput {
  team: string;
}

/** What it asks of the team. */
export const runOf = ({ team }: ErrandInput) => ({ pool: `${team}/reviewer`, deadline: 'linkage.acknowledge' });

export const errandDefinition = {
  ...trial('errand', ['done', 'failed'], { run: asking('run', 'done', 'failed') }),
  opensWith: (input: ErrandInput) => ({ kind: 'run', ...runOf(input) }),
};
