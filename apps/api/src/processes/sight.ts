import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Relation } from '../rights/rights.js';

/**
 * How much of a process its reader gets: `handling` all but content, `content` that too, `shared` what its definition shares with the sender and with who watches,
 * `bare` number and organisation.
 */
export interface Sight {
  level: 'bare' | 'shared' | 'handling' | 'content';
  task: (kind: string) => boolean;
  deadline: (key: string) => boolean;
}

/** The closest relation first: the one that a page names. */
const closeness: Relation[] = ['handler', 'lead', 'pool', 'sender', 'copied', 'supervisor', 'administrator'];
export const closest = (relations: Relation[]): Relation => closeness.find((relation) => relations.includes(relation))!;

export function sightOf(relations: Relation[], definition: ProcessDefinition): Sight {
  const all = () => true;
  const none = () => false;
  if (relations.includes('handler')) return { level: 'content', task: all, deadline: all };
  if (relations.includes('lead') || relations.includes('pool')) return { level: 'handling', task: all, deadline: all };
  if (relations.every((relation) => relation === 'administrator')) return { level: 'bare', task: none, deadline: none };
  const { tasks, deadlines } = definition.shared;
  return { level: 'shared', task: (kind) => tasks.includes(kind), deadline: (key) => deadlines.includes(key) };
}
