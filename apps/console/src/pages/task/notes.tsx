import { Button, Input } from 'antd';
import { useState } from 'react';
import type { Task } from '../../api/task-types';
import { useTaskAct } from '../../api/tasks';
import { Field } from '../../parts/field';
import { ProblemNote } from '../../parts/problem-note';
import { useDates, useWords } from '../../words/words';

/** What colleagues should know; it stays with the task, whoever holds it. */
export function Notes({ task }: { task: Task }) {
  const words = useWords();
  const dates = useDates();
  const act = useTaskAct();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const add = async () => {
    setTried(true);
    if (!text.trim()) return;
    setBusy(true);
    setError(undefined);
    try {
      await act(`${task.id}/note`, { text: text.trim() });
      setText('');
      setTried(false);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (task.notes.length === 0 && !task.acts.note.allowed) return null;
  return (
    <section aria-labelledby="notes">
      <h2 id="notes">{words.task.notes}</h2>
      <ul className="earlier">
        {task.notes.map(({ id, by, text: said, at }) => (
          <li key={id}>
            <p className="prose">{said}</p>
            <p className="faint number">{words.common.list([by.name, dates.moment(at)])}</p>
          </li>
        ))}
      </ul>
      {task.acts.note.allowed && (
        <>
          <Field label={words.task.noteText} hint={words.task.noteHint} error={tried && !text.trim() ? words.errors.required : undefined}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} value={text} onChange={({ target }) => setText(target.value)} />
          </Field>
          <ProblemNote error={error} />
          <Button loading={busy} onClick={() => void add()}>
            {words.task.addNote}
          </Button>
        </>
      )}
    </section>
  );
}
