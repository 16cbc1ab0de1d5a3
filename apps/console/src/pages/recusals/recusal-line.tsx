import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { remove } from '../../api/client';
import type { Recusal } from '../../api/types';
import { ReasonDialog } from '../../parts/reason-dialog';
import { useDates, useWords } from '../../words/words';

interface RecusalLineProps {
  recusal: Recusal;
  inForce: boolean;
  /** Whether the reader may end it: then it is somebody else's, and says whose. */
  ends?: boolean;
}

/** One recusal: from what, why, how long. */
export function RecusalLine({ recusal, inForce, ends }: RecusalLineProps) {
  const words = useWords();
  const dates = useDates();
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const { id, person, tie, unit, process, relativeName, reason, declaredAt, endsAt, endedAt, endReason } = recusal;
  const end = async (because: string) => {
    await remove(`/recusals/${id}`, { reason: because });
    await queries.invalidateQueries();
  };
  const until = endedAt ? words.recusals.until(dates.day(endedAt)) : endsAt ? words.recusals.until(dates.dueDay(endsAt)) : '';
  return (
    <li className={inForce ? '' : 'ended'}>
      <div>
        <p>
          {ends && <span className="recusal-who">{person.name} </span>}
          <span className="recusal-what">{unit?.name ?? process?.number ?? relativeName}</span>
          <span className="soft"> {words.recusals.ties[tie]}</span>
        </p>
        <p className="prose">{reason}</p>
        <p className="faint number">
          {words.common.list(
            [inForce ? words.recusals.active : words.recusals.ended, words.common.since(dates.day(declaredAt)), until, endReason ?? ''].filter(Boolean),
          )}
        </p>
      </div>
      {ends && (
        <Button size="small" onClick={() => setEnding(true)}>
          {words.recusals.end}
        </Button>
      )}
      {ending && (
        <ReasonDialog
          title={words.recusals.endTitle}
          consequence={words.recusals.endHint}
          act={words.recusals.end}
          onAct={end}
          onClose={() => setEnding(false)}
        />
      )}
    </li>
  );
}
