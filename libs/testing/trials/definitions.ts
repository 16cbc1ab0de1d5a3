import type { ProcessDefinition } from '#workflows/kit/contract';
import { branchesDefinition } from './branches/contract.js';
import { choiceDefinition } from './choice/contract.js';
import { errandDefinition } from './errand/contract.js';
import { familyDefinition } from './family/contract.js';
import { lotsDefinition } from './lots/contract.js';

/** The trial stories: small ones, in which every verb is spoken. */
export const trialDefinitions: ProcessDefinition[] = [branchesDefinition, choiceDefinition, errandDefinition, familyDefinition, lotsDefinition];
