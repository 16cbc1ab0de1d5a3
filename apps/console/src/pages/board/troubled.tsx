import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../../api/client';
import { keys } from '../../api/keys';
import { useSession } from '../../api/session';
import type { Page, Parked } from '../../api/types';
import { ProblemNote } from '../../parts/problem-note';
import { useDates, useWords } from '../../words/words';

/** Processes that the engine cannot move on, for the administrator to drive again. */
export function Troubled() {
  const words = useWords();
  const { data, error } = useQuery({ queryKey: keys.parked, queryFn: () => get<Page<Parked>>('/parked') });
  return (
    <section aria-labelledby="troubled" className="troubled">
      <h2 id="troubled">{words.board.troubled}</h2>
      <ProblemNote error={error} />
      {data?.items.length === 0 && <p className="soft">{words.board.noTrouble}</p>}
      <ul className="side-list">
        {data?.items.map((parked) => (
          <TroubledLine key={parked.process.id} parked={parked} />
        ))}
      </ul>
    </section>
  );
}

function TroubledLine({ parked: { process, trouble, step, code, since } }: { parked: Parked }) {
  const words = useWords();
  const dates = useDates();
  const queries = useQueryClient();
  const { may } = useSession();
  const [state, setState] = useState<'still' | 'busy' | 'done'>('still');
  const [error, setError] = useState<unknown>();
  const retry = async () => {
    setState('busy');
    setError(undefined);
    try {
      await post(`/parked/${process.id}/retry`);
      setState('done');
      void queries.invalidateQueries({ queryKey: keys.parked });
    } catch (problem) {
      setError(problem);
      setState('still');
    }
  };
  return (
    <li>
      <span>
        <Link className="number" to={`/processes/${process.id}`}>
          {process.number}
        </Link>
        <span className="soft side-note">
          {words.common.list([words.board[trouble], step ?? '', code ?? '', words.common.since(dates.moment(since))].filter(Boolean))}
        </span>
        <ProblemNote error={error} />
      </span>
      {may('parked.retry') && (
        <Button size="small" loading={state === 'busy'} disabled={state === 'done'} onClick={() => void retry()}>
          {state === 'done' ? words.board.retried : words.board.retry}
        </Button>
      )}
    </li>
  );
}
