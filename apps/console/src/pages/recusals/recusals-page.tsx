import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import { keys } from '../../api/keys';
import { useSession } from '../../api/session';
import type { Page as Listed, Recusal } from '../../api/types';
import { EmptyState } from '../../parts/empty-state';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { useWords } from '../../words/words';
import { DeclareForm } from './declare-form';
import { RecusalLine } from './recusal-line';
import { TeamRecusals } from './team-recusals';
import './recusals.css';

/** From what am I kept away, and why? */
export default function RecusalsPage() {
  const { recusals: words } = useWords();
  const { may } = useSession();
  const { data, error, refetch } = useQuery({ queryKey: keys.recusals, queryFn: () => get<Listed<Recusal>>('/recusals') });
  // One that was ended or has run out goes below those in force.
  const [now] = useState(() => new Date().toISOString());
  const inForce = (recusal: Recusal) => !recusal.endedAt && !(recusal.endsAt && recusal.endsAt < now);
  const items = data?.items.toSorted((a, b) => Number(inForce(b)) - Number(inForce(a)) || b.declaredAt.localeCompare(a.declaredAt));
  return (
    <Page heading={words.title} tab={words.title} lead={<p className="soft prose">{words.lead}</p>}>
      <div className="with-side">
        <section aria-label={words.title}>
          <ProblemNote error={error} onRetry={refetch} />
          {!items && !error && <Skeleton rows={3} />}
          {items?.length === 0 && <EmptyState title={words.emptyTitle} hint={words.emptyHint} />}
          <ul className="recusals">
            {items?.map((recusal) => (
              <RecusalLine key={recusal.id} recusal={recusal} inForce={inForce(recusal)} />
            ))}
          </ul>
          {may('recusal.end') && <TeamRecusals />}
        </section>
        <DeclareForm />
      </div>
    </Page>
  );
}
