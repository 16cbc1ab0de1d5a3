import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { post } from '../../api/client';
import type { Clue } from '../../api/clue-types';
import { keys } from '../../api/keys';
import { ReasonDialog } from '../../parts/reason-dialog';
import { useWords } from '../../words/words';

/** What can be done with a clue before it is offered. */
export function ClueActs({ clue, onCorrect }: { clue: Clue; onCorrect: () => void }) {
  const { clues } = useWords();
  const queries = useQueryClient();
  const [voiding, setVoiding] = useState(false);
  const voidIt = async (reason: string) => {
    queries.setQueryData(keys.clue(clue.id), await post<Clue>(`/clues/${clue.id}/void`, { reason }));
    void queries.invalidateQueries({ queryKey: keys.clues });
  };
  return (
    <>
      <Button onClick={onCorrect}>{clues.correct}</Button>
      <Button type="text" danger onClick={() => setVoiding(true)}>
        {clues.void}
      </Button>
      {voiding && (
        <ReasonDialog title={clues.voidTitle} consequence={clues.voidHint} act={clues.void} danger onAct={voidIt} onClose={() => setVoiding(false)} />
      )}
    </>
  );
}
