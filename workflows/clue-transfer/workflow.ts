import { story } from '../kit/process.js';
import type { ClueTransferInput } from './contract.js';

/** Hands one clue to a review task force and follows it until its result is back with the sender. */
export const clueTransfer = story(async ({ task, copy, close }, { toTeam, urgent }: ClueTransferInput) => {
  const reviewers = `${toTeam}/reviewer`;
  const leads = `${toTeam}/team-lead`;

  const receipt = await task('sign', { pool: reviewers, deadline: urgent ? 'clue.urgent' : 'clue.receipt' });
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
