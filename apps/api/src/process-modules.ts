export { ClueTransferModule } from './clue-transfer/clue-transfer.module.js';
