import { clueTransferDefinition } from './clue-transfer/contract.js';
import type { ProcessDefinition } from './kit/contract.js';

/** Every kind of process. */
// prettier-ignore
const definitions: ProcessDefinition[] = [
  clueTransferDefinition,
];

const byType = new Map(definitions.map((definition) => [definition.type, definition]));

/** All kinds of process, in the order of their folders. */
export const allDefinitions = (): ProcessDefinition[] => [...byType.values()];

/** What is known of a kind of process. @throws where no folder defines it */
export function definitionOf(type: string): ProcessDefinition {
  const definition = byType.get(type);
  if (!definition) throw new Error(`No process is called ${type}.`);
  return definition;
}

/** Adds a kind of process for the life of this program: trial stories in tests. */
export const addDefinition = (definition: ProcessDefinition): void => void byType.set(definition.type, definition);
