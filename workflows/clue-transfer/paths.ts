import { dispositions } from '#domain/clue-disposition';
import type { Act, Path } from '#testing/paths/path';

const type = 'clue-transfer';
const sign: Act = { step: 'sign/1', outcome: 'sign', by: 'a' };
const propose = (n: number, outcome: string): Act => ({ step: `propose-disposition/${n}`, outcome, by: 'a' });
const review = (n: number, outcome: string): Act => ({ step: `approve-disposition/${n}`, outcome, by: 'lead' });
const report: Act = { step: 'report-result/1', outcome: 'reported', by: 'a' };

const kinds = Object.keys(dispositions);
const concluded = (...acts: Act[]): Path => ({ type, input: { urgent: false }, acts: [sign, ...acts, report], outcome: 'concluded' });
const sentBack = (first: string, second: string) => concluded(propose(1, first), review(1, 'send-back'), propose(2, second), review(2, 'approve'));

/** Each outcome of each of its tasks, each at least once; with one proposal sent back. */
export const paths: Path[] = [
  { type, input: { urgent: false }, acts: [{ step: 'sign/1', outcome: 'return', by: 'a' }], outcome: 'returned' },
  { type, input: { urgent: true }, acts: [{ step: 'sign/1', outcome: 'return', by: 'b' }], outcome: 'returned' },
  { type, input: { urgent: false }, acts: [{ command: 'recall' }], outcome: 'recalled' },
  { type, input: { urgent: false }, acts: [{ command: 'suspend' }, { command: 'resume' }, { command: 'extend' }, { command: 'recall' }], outcome: 'recalled' },
  ...kinds.map((kind) => concluded(propose(1, kind), review(1, 'approve'))),
  ...kinds.map((kind, index) => sentBack(kind, kinds[(index + 1) % kinds.length]!)),
];

/** Every sequence of outcomes with up to two proposals sent back. */
export const morePaths: Path[] = [
  ...kinds.flatMap((first) => kinds.map((second) => sentBack(first, second))),
  ...kinds.flatMap((first) =>
    kinds.map((second) =>
      concluded(propose(1, first), review(1, 'send-back'), propose(2, second), review(2, 'send-back'), propose(3, first), review(3, 'approve')),
    ),
  ),
];
