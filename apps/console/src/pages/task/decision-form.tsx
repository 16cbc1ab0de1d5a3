import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Problem } from '../../api/problem';
import type { Task } from '../../api/task-types';
import { useTaskAct } from '../../api/tasks';
import { Choices } from '../../parts/choices';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/words';
import { DraftConflict } from './draft-conflict';
import { DraftState } from './draft-state';
import { useDraft } from './use-draft';

const firstMissing = () => document.querySelector<HTMLElement>('.decision [aria-invalid="true"], .decision input:not(:disabled)')?.focus();

const nearEnd = (text: string | undefined, most: number) => (text?.length ?? 0) > most * 0.8;

/** The outcomes that are open, and why the others are not; what each needs; and a draft that saves itself. */
export function DecisionForm({ task }: { task: Task }) {
  const words = useWords();
  const act = useTaskAct();
  const draft = useDraft(task);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const only = task.outcomes.length === 1 ? task.outcomes[0]!.outcome : undefined;
  const chosen = task.outcomes.find(({ outcome }) => outcome === (draft.body.outcome ?? only));
  const refused = error instanceof Problem ? error.fields : {};
  const missing = (key: string, required: boolean) => (tried && required && !draft.body[key]?.trim() ? words.errors.required : undefined);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!chosen || chosen.fields.some(({ key, required }) => required && !draft.body[key]?.trim())) return void setTimeout(firstMissing);
    setBusy(true);
    setError(undefined);
    const fields = Object.fromEntries(chosen.fields.flatMap(({ key }) => (draft.body[key]?.trim() ? [[key, draft.body[key].trim()]] : [])));
    draft.hold(true);
    try {
      await act(`${task.id}/decide`, { outcome: chosen.outcome, ...fields });
    } catch (problem) {
      setError(problem);
      setBusy(false);
      draft.hold(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      {!only && (
        <Choices
          legend={words.task.outcomes}
          hideLegend
          value={chosen?.outcome}
          error={tried && !chosen ? words.task.choose : undefined}
          choices={task.outcomes.map(({ outcome, name, allowed, why }) => ({ value: outcome, name, hint: why, disabled: !allowed }))}
          onChoose={(outcome) => draft.change({ outcome })}
        />
      )}
      {chosen?.fields.map(({ key, label, required, maxLength }) => (
        <Field
          key={key}
          label={label}
          required={required}
          error={refused[key] ?? missing(key, required)}
          hint={nearEnd(draft.body[key], maxLength) && words.common.characters(draft.body[key]!.length, maxLength)}
        >
          <Input.TextArea
            autoSize={{ minRows: required ? 4 : 2, maxRows: 16 }}
            maxLength={maxLength}
            value={draft.body[key] ?? ''}
            onChange={({ target }) => draft.change({ [key]: target.value })}
          />
        </Field>
      ))}
      {draft.conflict && <DraftConflict mine={draft.body} theirs={draft.conflict} outcomes={task.outcomes} onMine={draft.useMine} onTheirs={draft.useTheirs} />}
      <ProblemNote error={error} beside={chosen?.fields.map(({ key }) => key)} />
      <p className="faint final">
        {!task.copy && words.task.final}
        <DraftState draft={draft} />
      </p>
      <div className="action-bar">
        <Button type="primary" htmlType="submit" block loading={busy}>
          {task.copy ? words.task.acknowledge : words.task.submit}
        </Button>
      </div>
    </form>
  );
}
