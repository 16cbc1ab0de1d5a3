import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { get, post } from '../api/client';
import { keys } from '../api/keys';
import { useSession } from '../api/session';
import type { Page, Parked } from '../api/types';
import { ProblemNote } from './problem-note';
import { Skeleton } from './skeleton';
import { useDates, useWords } from '../words/words';

/** Processes that the engine cannot move on, each with the reason, to be driven again. */
export function Troubled({ empty }: { empty: ReactNode }) {
  const { data, error, refetch } = useQuery({ queryKey: keys.parked, queryFn: () => get<Page<Parked>>('/parked') });
  return (
    <>
      <ProblemNote error={error} onRetry={refetch} />
      {!data && !error && <Skeleton rows={2} />}
      {data?.items.length === 0 && empty}
      <ul className="side-list">
        {data?.items.map((parked) => (
          <TroubledLine key={parked.process.id} parked={parked} />
        ))}
      </ul>
    </>
  );
}

function TroubledLine({ parked: { process, trouble, step, code, since } }: { parked: Parked }) {
  const words = useWords();
  const dates = useDates();
  const queries = useQueryClient();
  const { may } = useSession();
  const { troubled } = words.administration;
  const why = trouble === 'parked' ? troubled.parked : step ? troubled.stuckAtStep(step, code ?? '') : troubled.stuck(code ?? '');
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
        <span className="soft side-note">{words.common.list([words.board[trouble], words.common.since(dates.moment(since))])}</span>
        <span className="side-note prose">{why}</span>
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
