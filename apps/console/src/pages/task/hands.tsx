import { Input, Select } from 'antd';
import { useState } from 'react';
import type { Named } from '../../api/types';
import type { Task, TaskAct } from '../../api/task-types';
import { useTaskAct } from '../../api/tasks';
import { ActButton } from '../../parts/act-button';
import { AskDialog } from '../../parts/ask-dialog';
import { Field } from '../../parts/field';
import { ReasonDialog } from '../../parts/reason-dialog';
import { useSession } from '../../api/session';
import { useWords } from '../../words/words';

type Hand = Extract<TaskAct, 'release' | 'handOn' | 'assign' | 'takeBack'>;

/** Into whose hands the task goes: given back, handed on, assigned, taken back. */
export function Hands({ task }: { task: Task }) {
  const words = useWords();
  const { may } = useSession();
  const act = useTaskAct();
  const [open, setOpen] = useState<Hand>();
  const close = () => setOpen(undefined);
  const shown: Hand[] = [...(task.mine ? (['release', 'handOn'] as const) : []), ...(may('task.assign') ? (['assign', 'takeBack'] as const) : [])];
  if (shown.length === 0) return null;
  return (
    <div className="hands">
      {shown.map((hand) => (
        <ActButton key={hand} type="text" size="small" allowance={task.acts[hand]} onClick={() => setOpen(hand)}>
          {words.task[hand]}
        </ActButton>
      ))}
      {open === 'release' && (
        <NoteDialog
          title={words.task.releaseTitle}
          consequence={words.task.releaseHint}
          act={words.task.release}
          onAct={({ note }) => act(`${task.id}/release`, { note })}
          onClose={close}
        />
      )}
      {open === 'handOn' && (
        <NoteDialog
          title={words.task.handOnTitle}
          consequence={words.task.handOnHint}
          act={words.task.handOn}
          people={task.colleagues ?? []}
          onAct={({ to, note }) => act(`${task.id}/hand-on`, { to, note })}
          onClose={close}
        />
      )}
      {open === 'assign' && (
        <NoteDialog
          title={words.task.assignTitle}
          consequence={words.task.assignHint}
          act={words.task.assign}
          people={task.colleagues ?? []}
          noteless
          onAct={({ to }) => act(`${task.id}/assign`, { to })}
          onClose={close}
        />
      )}
      {open === 'takeBack' && (
        <ReasonDialog
          title={words.task.takeBackTitle}
          consequence={words.task.takeBackHint}
          act={words.task.takeBack}
          onAct={(reason) => act(`${task.id}/take-back`, { reason })}
          onClose={close}
        />
      )}
    </div>
  );
}

interface NoteDialogProps {
  title: string;
  consequence: string;
  act: string;
  people?: Named[];
  noteless?: boolean;
  onAct: (chosen: { to?: string; note?: string }) => Promise<unknown>;
  onClose: () => void;
}

function NoteDialog({ people, noteless, onAct, ...dialog }: NoteDialogProps) {
  const words = useWords();
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const isReady = () => {
    setTried(true);
    return !people || to !== undefined;
  };
  return (
    <AskDialog {...dialog} isReady={isReady} onAct={() => onAct({ to, note: note.trim() || undefined })}>
      {people && (
        <Field label={words.task.to} required error={tried && !to ? words.errors.choose : undefined}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={people.map(({ id, name }) => ({ value: id, label: name }))} value={to} onChange={setTo} />
        </Field>
      )}
      {!noteless && (
        <Field label={words.task.noteOptional}>
          <Input.TextArea rows={2} maxLength={2000} value={note} onChange={({ target }) => setNote(target.value)} />
        </Field>
      )}
    </AskDialog>
  );
}
