import { isGivenBack } from '#domain/clue';
import type { ProcessDefinition } from '#workflows/kit/contract';
import { mayHere, type Relation, type Standing } from '../rights/rights.js';

/** How much of a process its reader gets, as the policy module has it; without its course it is number and organisation. */
export interface Sight {
  course: boolean;
  handling: boolean;
  content: boolean;
  /** Whether what was written with such a decision was written to the reader. */
  answer: (kind: string, outcome: string) => boolean;
  /** Whether the reader knows of tasks of this kind, of what was decided in them, and of the deadlines of this policy. */
  task: (kind: string) => boolean;
  outcome: (kind: string) => boolean;
  deadline: (key: string) => boolean;
}

/** The closest relation first: the one that a page names. */
const closeness: Relation[] = ['handler', 'lead', 'pool', 'sender', 'copied', 'supervisor', 'administrator'];
export const closest = (standings: Standing[]): Relation => closeness.find((one) => standings.some(({ relation }) => relation === one))!;

export function sightOf(standings: Standing[], { shared, tasks }: Pick<ProcessDefinition, 'shared' | 'tasks'>): Sight {
  const course = mayHere('process.course', standings);
  const handling = mayHere('process.handling', standings);
  const outcomes = mayHere('process.outcomes', standings);
  const answer = mayHere('process.answer', standings);
  return {
    course,
    handling,
    content: mayHere('process.content', standings),
    answer: (kind, outcome) => answer && tasks[kind]?.outcomes[outcome]?.answers === true,
    task: (kind) => handling || (course && shared.tasks.includes(kind)),
    outcome: (kind) => outcomes || (course && shared.tasks.includes(kind)),
    deadline: (key) => handling || (course && shared.deadlines.includes(key)),
  };
}

/** The clue that a transfer is about, for who reads its content there until it gives the clue back, and for who sent it. */
export function clueOfTransfer(
  process: { type: string; outcome: string | null; subjectId: string | null },
  { content }: Sight,
  sent = false,
): string | undefined {
  const shown = process.type === 'clue-transfer' && ((content && !isGivenBack(process.outcome)) || sent);
  return shown ? (process.subjectId ?? undefined) : undefined;
}
