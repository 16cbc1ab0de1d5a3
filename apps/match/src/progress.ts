import type { Phase } from '#matching/match';

const words: Record<Phase, string> = {
  'reading and learning': 'Reading the records and learning from them',
  candidates: 'Looking for candidates',
  scoring: 'Comparing',
  assigning: 'Assigning',
};

/** Shows on a terminal how far it is; elsewhere nothing. */
export function meter(): ((phase: Phase, share: number) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  return (phase, share) => {
    const ended = phase === 'assigning' && share === 1;
    process.stderr.write(`\r\u001b[K${ended ? '' : `${words[phase]}${share > 0 && share < 1 ? `: ${Math.round(share * 100)} %` : '…'}`}`);
  };
}
