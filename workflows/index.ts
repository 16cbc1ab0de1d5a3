export { clueTransfer } from './clue-transfer/workflow.js';
