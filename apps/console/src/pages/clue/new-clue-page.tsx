import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { newKey, post } from '../../api/client';
import type { Clue } from '../../api/clue-types';
import { keys } from '../../api/keys';
import { useKept } from '../../parts/kept';
import { Page } from '../../parts/page';
import { useUnsaved } from '../../parts/unsaved';
import { useWords } from '../../words/words';
import { ClueCheck } from './clue-check';
import { ClueFormView } from './clue-form';
import { bodyOf, type ClueForm, emptyForm } from './clue-form-state';
import './clue.css';

/** What do I hand over? */
export default function NewCluePage() {
  const { clues } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [kept, keep] = useKept<ClueForm>(keys.newClue);
  const [start] = useState(kept ?? emptyForm);
  useUnsaved(kept !== undefined);
  const [error, setError] = useState<unknown>();
  const [attempt, setAttempt] = useState(() => ({ key: newKey(), body: '' }));

  const register = async (filled: ClueForm) => {
    setError(undefined);
    const body = bodyOf(filled);
    const text = JSON.stringify(body);
    // The same content sent again after a failure is the same registration.
    const key = attempt.body && attempt.body !== text ? newKey() : attempt.key;
    setAttempt({ key, body: text });
    try {
      const clue = await post<Clue>('/clues', body, key);
      keep(undefined);
      queries.setQueryData(keys.clue(clue.id), clue);
      void queries.invalidateQueries({ queryKey: keys.clues });
      void navigate(`/clues/${clue.id}`, { replace: true });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Page heading={clues.registerTitle} tab={clues.title}>
      <div className="with-side">
        <ClueFormView
          start={start}
          submit={clues.registerSubmit}
          error={error}
          onChange={keep}
          onSubmit={register}
          onCancel={() => {
            keep(undefined);
            void navigate('/clues');
          }}
        />
        <ClueCheck form={kept ?? emptyForm} />
      </div>
    </Page>
  );
}
