import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import { keys } from '../../api/keys';
import type { Page as Listed, Recusal } from '../../api/types';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/words';
import { RecusalLine } from './recusal-line';

/** Which of the people whom I lead are recused, and should they still be? */
export function TeamRecusals() {
  const { recusals: words } = useWords();
  const { data, error, refetch } = useQuery({ queryKey: keys.teamRecusals, queryFn: () => get<Listed<Recusal>>('/recusals/team') });
  return (
    <section className="team-recusals" aria-labelledby="team-recusals">
      <h2 id="team-recusals">{words.team}</h2>
      <ProblemNote error={error} onRetry={refetch} />
      {data?.items.length === 0 && <p className="soft">{words.teamEmpty}</p>}
      <ul className="recusals">
        {data?.items.map((recusal) => (
          <RecusalLine key={recusal.id} recusal={recusal} inForce ends />
        ))}
      </ul>
    </section>
  );
}
