import { useQueryClient } from '@tanstack/react-query';
import { Button, DatePicker, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type FormEvent, useState } from 'react';
import { post } from '../../api/client';
import { keys } from '../../api/keys';
import { Problem } from '../../api/problem';
import type { Named, Recusal } from '../../api/types';
import { AskDialog } from '../../parts/ask-dialog';
import { Choices } from '../../parts/choices';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { UnitField } from '../../parts/unit-field';
import { useWords } from '../../words/words';

type Tie = Recusal['tie'];

/** Declares a tie; from that moment on its matters are out of sight. */
export function DeclareForm() {
  const words = useWords();
  const { recusals } = words;
  const queries = useQueryClient();
  const [tie, setTie] = useState<Tie>('unit');
  const [unit, setUnit] = useState<Named>();
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [endsAt, setEndsAt] = useState<Dayjs | null>(null);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const toWhat = tie === 'unit' ? unit?.id : text.trim();
  const refused = error instanceof Problem ? error.fields : {};
  const missing = (value: unknown) => (tried && !value ? words.errors.required : undefined);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (toWhat && reason.trim()) setAsking(true);
  };
  const declare = async () => {
    setAsking(false);
    if (!toWhat) return;
    setBusy(true);
    setError(undefined);
    const what = { unit: { unitId: toWhat }, process: { processNumber: toWhat }, relative: { relativeName: toWhat } }[tie];
    try {
      await post('/recusals', { tie, ...what, reason: reason.trim(), endsAt: endsAt?.format('YYYY-MM-DD') });
      setUnit(undefined);
      setText('');
      setReason('');
      setEndsAt(null);
      setTried(false);
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="declare" aria-labelledby="declare" onSubmit={ask} noValidate>
      <h2 id="declare">{recusals.declare}</h2>
      <Choices
        legend={recusals.tie}
        value={tie}
        choices={Object.entries(recusals.ties).map(([value, name]) => ({ value: value as Tie, name }))}
        onChoose={setTie}
      />
      {tie === 'unit' && (
        <UnitField label={recusals.unit} placeholder={recusals.choose} value={unit} error={refused.unitId ?? missing(unit)} onChoose={setUnit} />
      )}
      {tie !== 'unit' && (
        <Field
          label={tie === 'process' ? recusals.processNumber : recusals.relativeName}
          required
          hint={tie === 'process' && recusals.processHint}
          error={refused[tie === 'process' ? 'processNumber' : 'relativeName'] ?? missing(text.trim())}
        >
          <Input maxLength={tie === 'process' ? 40 : 100} value={text} onChange={({ target }) => setText(target.value)} />
        </Field>
      )}
      <Field label={recusals.reason} required error={refused.reason ?? missing(reason.trim())}>
        <Input.TextArea rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
      <Field label={recusals.endsAt} required={false} hint={recusals.endsAtHint} error={refused.endsAt}>
        <DatePicker className="short" value={endsAt} minDate={dayjs()} onChange={setEndsAt} />
      </Field>
      <ProblemNote error={error} beside={['unitId', 'processNumber', 'relativeName', 'reason', 'endsAt']} />
      <Button type="primary" htmlType="submit" loading={busy}>
        {recusals.declare}
      </Button>
      {asking && (
        <AskDialog
          title={recusals.declareTitle}
          consequence={recusals.declareConsequence}
          act={recusals.declare}
          danger
          onAct={declare}
          onClose={() => setAsking(false)}
        />
      )}
    </form>
  );
}
