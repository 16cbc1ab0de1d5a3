import { defineProcess, type ProcessInput } from '../kit/contract.js';
import * as labels from './labels.js';

/** Who is handed the clue. Ids and codes only. */
export interface ClueTransferInput extends ProcessInput {
  /** The review task force, an organisation. */
  toTeam: string;
  urgent: boolean;
}

/** What the task force is asked for when it is handed a clue. */
export const receiptOf = ({ toTeam, urgent }: ClueTransferInput) => ({ pool: `${toTeam}/reviewer`, deadline: urgent ? 'clue.urgent' : 'clue.receipt' });

const reason = { key: 'reason', required: true, maxLength: 1000 } as const;
const comment = { key: 'comment', required: false, maxLength: 2000 } as const;
const opinion = { key: 'opinion', required: true, maxLength: 4000 } as const;
const result = { key: 'result', required: true, maxLength: 4000 } as const;

/** One clue handed to a review task force, until its result is back with the sender. */
export const clueTransferDefinition = defineProcess({
  type: 'clue-transfer',
  name: labels.name,
  version: 1,
  states: labels.states,
  outcomes: labels.outcomes,
  recallableIn: ['offered'],
  tasks: {
    sign: {
      ...labels.tasks.sign,
      outcomes: {
        sign: { name: labels.decisions.sign, done: labels.done.sign, to: 'received', fields: [comment] },
        return: { name: labels.decisions.return, done: labels.done.return, answers: true, fields: [reason] },
      },
    },
    'propose-disposition': {
      ...labels.tasks['propose-disposition'],
      outcomes: {
        'talk-or-inquiry': { name: labels.decisions['talk-or-inquiry'], to: 'in-handling', fields: [opinion] },
        'preliminary-verification': { name: labels.decisions['preliminary-verification'], to: 'in-handling', fields: [opinion] },
        parked: { name: labels.decisions.parked, to: 'in-handling', fields: [opinion] },
        closed: { name: labels.decisions.closed, to: 'in-handling', fields: [opinion] },
      },
    },
    'approve-disposition': {
      ...labels.tasks['approve-disposition'],
      outcomes: {
        approve: { name: labels.decisions.approve, done: labels.done.approve, fields: [comment] },
        'send-back': { name: labels.decisions['send-back'], done: labels.done['send-back'], fields: [reason] },
      },
    },
    'report-result': {
      ...labels.tasks['report-result'],
      outcomes: { reported: { name: labels.decisions.reported, done: labels.done.reported, to: 'reported', fields: [result] } },
    },
    'acknowledge-copy': { ...labels.tasks['acknowledge-copy'], copy: true, outcomes: { received: { name: labels.decisions.received, fields: [] } } },
  },
  opensWith: (input: ClueTransferInput) => ({ kind: 'sign', ...receiptOf(input) }),
  events: {
    sent: 'open',
    receipt: { task: 'sign', outcomes: ['sign'] },
    proposal: { task: 'propose-disposition' },
    approval: { task: 'approve-disposition', outcomes: ['approve'] },
  },
  shared: { tasks: ['sign', 'report-result'], deadlines: ['clue.receipt', 'clue.urgent', 'clue.feedback'] },
  path: [
    { key: 'offer', name: labels.path.offer, state: 'offered' },
    { key: 'sign', name: labels.path.sign, state: 'offered', doneBy: { task: 'sign', outcome: 'sign' } },
    { key: 'disposition', name: labels.path.disposition, state: 'received', doneBy: { task: 'propose-disposition' } },
    { key: 'approval', name: labels.path.approval, state: 'in-handling', doneBy: { task: 'approve-disposition', outcome: 'approve' } },
    { key: 'report', name: labels.path.report, state: 'in-handling', doneBy: { task: 'report-result' } },
    { key: 'close', name: labels.path.close, state: 'reported' },
  ],
});
