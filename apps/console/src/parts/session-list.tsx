import { Button } from 'antd';
import { useState } from 'react';
import type { Session } from '../api/administration-types';
import { useDates, useWords } from '../words/words';
import { browserName } from './browser-name';
import { ProblemNote } from './problem-note';

interface SessionListProps {
  sessions: Session[];
  lead: string;
  onEnd: (id: string) => Promise<unknown>;
  onEndAll?: () => void;
}

/** Where somebody is logged in; each can be ended but the one in which one is now. */
export function SessionList({ sessions, lead, onEnd, onEndAll }: SessionListProps) {
  const { sessions: words, common } = useWords();
  const dates = useDates();
  const [ending, setEnding] = useState<string>();
  const [error, setError] = useState<unknown>();
  const end = async (id: string) => {
    setEnding(id);
    setError(undefined);
    await onEnd(id).catch(setError);
    setEnding(undefined);
  };
  if (sessions.length === 0) return <p className="soft">{words.none}</p>;
  return (
    <>
      <p className="soft">{lead}</p>
      <ul className="side-list">
        {sessions.map(({ id, agent, address, openedAt, seenAt, current }) => (
          <li key={id}>
            <span>
              {browserName(agent) || words.unknown}
              <span className="soft side-note">{common.list([address, words.opened(dates.moment(openedAt)), words.seen(dates.moment(seenAt))])}</span>
            </span>
            {current ? (
              <span className="chip done">{words.current}</span>
            ) : (
              <Button size="small" loading={ending === id} aria-label={`${words.end} ${browserName(agent)} ${address}`} onClick={() => void end(id)}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <ProblemNote error={error} />
      {onEndAll && sessions.length > 1 && (
        <p>
          <Button size="small" danger onClick={onEndAll}>
            {words.endAll}
          </Button>
        </p>
      )}
    </>
  );
}
