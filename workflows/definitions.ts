export { clueTransferDefinition } from './clue-transfer/contract.js';
