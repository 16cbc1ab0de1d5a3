import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { get } from '../../api/client';
import { keys } from '../../api/keys';
import { useSession } from '../../api/session';
import type { Board } from '../../api/types';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { Skeleton } from '../../parts/skeleton';
import { Troubled } from '../../parts/troubled';
import { useDates, useWords } from '../../words/words';
import { addressOf } from './address';
import { BoardTable } from './board-table';
import './board.css';

const everySoOften = 60_000;

/** Where is it stuck? */
export default function BoardPage() {
  const words = useWords();
  const dates = useDates();
  const { may } = useSession();
  const { data: board, error, refetch } = useQuery({ queryKey: keys.board, queryFn: () => get<Board>('/board'), refetchInterval: everySoOften });
  const { engine } = board ?? {};
  // Who does not follow the course of processes knows of them that they are open or closed: nothing else is counted then.
  const course = may('process.course');
  const known = (key: string) => course || key === 'open' || key === 'closed-this-month';
  return (
    <Page
      heading={words.board.title}
      tab={words.board.title}
      lead={<p className="soft">{words.board.lead}</p>}
      acts={board && <span className="faint number">{words.board.asOf(dates.time(board.generatedAt))}</span>}
    >
      <ProblemNote error={error} onRetry={refetch} />
      {!board && !error && <Skeleton />}
      {board && (
        <>
          <ul className="totals">
            {board.totals
              .filter(({ key }) => known(key))
              .map(({ key, name, count, query }) => (
                <li key={key} className={count > 0 ? key : ''}>
                  <Link to={addressOf(query)}>
                    <span className="total-count" key={count}>
                      {count.toLocaleString('en')}
                    </span>
                    <span className="total-name">{name}</span>
                  </Link>
                </li>
              ))}
          </ul>
          {engine && (engine.away || engine.parked + engine.stuck > 0) && (
            <p className="bar">
              {[
                engine.away ? words.board.engineAway : '',
                engine.parked > 0 ? words.board.parkedCount(engine.parked) : '',
                engine.stuck > 0 ? words.board.stuckCount(engine.stuck) : '',
              ].join(' ')}
            </p>
          )}
          <div className="board">
            {course && (
              <BoardTable
                title={words.board.byState}
                first={words.board.state}
                columns={[words.board.open, words.board.overdue]}
                rows={board.byState.map(({ type, state, name, open, overdue, query }) => ({
                  key: `${type} ${state}`,
                  name,
                  numbers: [open, overdue],
                  queries: [query, `${query}&overdue=true`],
                }))}
              />
            )}
            <BoardTable
              title={words.board.byOrganization}
              first={words.board.organization}
              columns={course ? [words.board.open, words.board.overdue, words.board.silent] : [words.board.open]}
              rows={board.byOrganization.map(({ organization, open, overdue, silent, query }) => ({
                key: organization.id,
                name: organization.name,
                numbers: course ? [open, overdue, silent] : [open],
                queries: course ? [query, `${query}&overdue=true`, `${query}&silent=true`] : [query],
              }))}
            />
          </div>
          {may('parked.read') && (
            <section aria-labelledby="troubled" className="troubled">
              <h2 id="troubled">{words.board.troubled}</h2>
              <Troubled empty={<p className="soft">{words.board.noTrouble}</p>} />
            </section>
          )}
        </>
      )}
    </Page>
  );
}
