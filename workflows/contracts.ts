import * as definitions from './definitions.js';
import type { ProcessDefinition } from './kit/contract.js';

const byType = new Map(Object.values<ProcessDefinition>(definitions).map((definition) => [definition.type, definition]));

/** All kinds of process, in the order of their exports' names. */
export const allDefinitions = (): ProcessDefinition[] => [...byType.values()];

/** What is known of a kind of process. @throws where no folder defines it */
export function definitionOf(type: string): ProcessDefinition {
  const definition = byType.get(type);
  if (!definition) throw new Error(`No process is called ${type}.`);
  return definition;
}

/** Adds a kind of process for the life of this program: trial stories in tests. */
export const addDefinition = (definition: ProcessDefinition): void => void byType.set(definition.type, definition);
