import type { Words } from '#domain/language';
import type { OutcomeDefinition, ProcessDefinition, TaskDefinition } from '#workflows/kit/contract';

/** A trial speaks in its codes. */
export const word = (code: string): Words => ({ zh: code, en: code });
export const wordsOf = (...codes: string[]): Record<string, Words> => Object.fromEntries(codes.map((code) => [code, word(code)]));

/** A task with these outcomes, which ask for nothing and move no state. */
export const asking = (name: string, ...outcomes: string[]): TaskDefinition => ({
  name: word(name),
  asks: word(name),
  outcomes: Object.fromEntries(outcomes.map((outcome): [string, OutcomeDefinition] => [outcome, { name: word(outcome), fields: [] }])),
});

/** What all trials have in common. */
export const trial = (type: string, outcomes: string[], tasks: Record<string, TaskDefinition>): ProcessDefinition => ({
  type,
  name: word(type),
  version: 1,
  states: wordsOf('open', 'closed'),
  outcomes: wordsOf(...outcomes, 'recalled'),
  recallableIn: ['open'],
  tasks,
  events: { sent: 'open' },
  shared: { tasks: [], deadlines: [] },
  path: [],
});
