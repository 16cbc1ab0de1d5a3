import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { post } from '../../api/client';
import type { Clue } from '../../api/clue-types';
import { keys } from '../../api/keys';
import type { Process } from '../../api/process-types';
import { Problem } from '../../api/problem';
import type { Named } from '../../api/types';
import { Choices } from '../../parts/choices';
import { ProblemNote } from '../../parts/problem-note';
import { UnitField } from '../../parts/unit-field';
import { useWords } from '../../words/words';

type Urgency = 'normal' | 'urgent';

/** Hands the clue to a review task force. */
export function OfferForm({ clue }: { clue: Clue }) {
  const words = useWords();
  const { clues } = words;
  const queries = useQueryClient();
  const [team, setTeam] = useState<Named>();
  const [urgency, setUrgency] = useState<Urgency>('normal');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const offer = async () => {
    setTried(true);
    if (!team) return;
    setBusy(true);
    setError(undefined);
    try {
      const process = await post<Process>('/clue-transfers', { clueId: clue.id, toTeamId: team.id, urgency });
      queries.setQueryData(keys.process(process.id), process);
      for (const queryKey of [keys.clue(clue.id), keys.clues, keys.counts, keys.boxes, keys.processes]) await queries.invalidateQueries({ queryKey });
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  const refused = error instanceof Problem ? error.fields.toTeamId : undefined;
  return (
    <section className="offer" aria-labelledby="offer">
      <h2 id="offer">{clues.offerTitle}</h2>
      <UnitField
        label={clues.team}
        placeholder={clues.teamHint}
        kind="review-task-force"
        value={team}
        error={refused ?? (tried && !team ? words.errors.choose : undefined)}
        onChoose={setTeam}
      />
      <Choices
        legend={clues.urgency}
        value={urgency}
        choices={[
          { value: 'normal', name: words.common.normal, hint: clues.normalHint },
          { value: 'urgent', name: words.common.urgent, hint: clues.urgentHint },
        ]}
        onChoose={setUrgency}
      />
      <ProblemNote error={error} beside={['toTeamId']} />
      <p className="faint final">{clues.offerHint}</p>
      <div className="action-bar">
        <Button type="primary" block loading={busy} onClick={() => void offer()}>
          {clues.offer}
        </Button>
      </div>
    </section>
  );
}
