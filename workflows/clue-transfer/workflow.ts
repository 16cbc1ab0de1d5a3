import { story } from '../kit/process.js';
import { type ClueTransferInput, receiptOf } from './contract.js';

/** Hands one clue to a review task force and follows it until its result is back with the sender. */
export const clueTransfer = story(async ({ task, copy, close }, input: ClueTransferInput) => {
  const reviewers = `${input.toTeam}/reviewer`;
  const leads = `${input.toTeam}/team-lead`;

  const receipt = await task('sign', receiptOf(input));
  if (receipt.outcome === 'return') return close('returned');

  await copy('acknowledge-copy', { role: 'discipline-intake' });

  let handler = receipt.by;
  for (let approved = false; !approved;) {
    const proposal = await task('propose-disposition', { pool: reviewers, heldBy: handler, deadline: 'clue.disposition' });
    const review = await task('approve-disposition', { pool: leads, notBy: proposal.by, deadline: 'clue.approval' });
    handler = proposal.by;
    approved = review.outcome === 'approve';
  }

  await task('report-result', { pool: reviewers, heldBy: handler, deadline: 'clue.feedback' });
  return close('concluded');
});
