import type { Process } from '../../api/process-types';
import { Facts } from '../../parts/facts';
import { useDates, useWords } from '../../words/words';

/** Who sent it to whom and when, and what its kind has to say besides. */
export function ProcessFacts({ process: { organization, receiver, openedAt, closedAt, facts } }: { process: Process }) {
  const words = useWords();
  const dates = useDates();
  const common = [
    { key: 'sender', name: words.process.sender, value: organization.name },
    { key: 'receiver', name: words.process.receiver, value: receiver?.name },
    { key: 'opened', name: words.process.opened, value: dates.moment(openedAt) },
    { key: 'closed', name: words.process.closed, value: closedAt && dates.moment(closedAt) },
  ].filter(({ value }) => value);
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{words.process.facts}</h2>
      <Facts facts={[...common, ...facts]} />
    </section>
  );
}
