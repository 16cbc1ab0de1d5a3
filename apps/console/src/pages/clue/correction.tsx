import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { get, patch } from '../../api/client';
import type { Clue } from '../../api/clue-types';
import { keys } from '../../api/keys';
import { isProblem } from '../../api/problem';
import { useWords } from '../../words/words';
import { ClueCheck } from './clue-check';
import { ClueFormView } from './clue-form';
import { bodyOf, type ClueForm, formOf } from './clue-form-state';

/** Corrects a clue on the revision at which it was opened; somebody else's correction is never overwritten. */
export function Correction({ clue, onDone }: { clue: Clue; onDone: () => void }) {
  const { clues } = useWords();
  const queries = useQueryClient();
  const [base, setBase] = useState(clue);
  const [form, setForm] = useState(() => formOf(clue));
  const [error, setError] = useState<unknown>();
  const stale = isProblem(error, 'stale');

  const save = async (filled: ClueForm) => {
    setError(undefined);
    try {
      const corrected = await patch<Clue>(`/clues/${clue.id}`, { ...bodyOf(filled), amount: filled.amount.trim(), revision: base.revision });
      queries.setQueryData(keys.clue(clue.id), corrected);
      void queries.invalidateQueries({ queryKey: keys.clues });
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  const reload = async () => {
    const latest = await get<Clue>(`/clues/${clue.id}`);
    queries.setQueryData(keys.clue(clue.id), latest);
    setBase(latest);
    setForm(formOf(latest));
    setError(undefined);
  };
  return (
    <div className="with-side">
      <div>
        {stale && (
          <div className="bar" role="alert">
            {clues.correctionStale}
            <Button size="small" onClick={() => void reload()}>
              {clues.reload}
            </Button>
          </div>
        )}
        <ClueFormView
          key={base.revision}
          start={formOf(base)}
          submit={clues.saveCorrection}
          error={stale ? undefined : error}
          onChange={setForm}
          onSubmit={save}
          onCancel={onDone}
        />
      </div>
      <ClueCheck form={form} />
    </div>
  );
}
