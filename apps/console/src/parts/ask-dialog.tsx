import { Modal } from 'antd';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../words/words';
import { ProblemNote } from './problem-note';

interface AskDialogProps {
  title: string;
  /** What will happen, in words. */
  consequence?: string;
  act: string;
  danger?: boolean;
  /** Whether all that is needed has been filled in; says so itself where not. */
  isReady?: () => boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
  /** What follows once it is done, where that is not the end of it. */
  onDone?: () => void;
  /** Fields that say themselves what is wrong with them. */
  beside?: string[];
  /** What is to be filled in; gets what the server has refused, by field. */
  children?: ReactNode | ((refused: Record<string, string>) => ReactNode);
}

/** Asks once, saying what will happen; what goes wrong is told inside. Mounted only while it is open. */
export function AskDialog({ title, consequence, act, danger, isReady, onAct, onClose, onDone = onClose, beside, children }: AskDialogProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const form = useId();
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !isReady()) return;
    setBusy(true);
    setError(undefined);
    try {
      await onAct();
      onDone();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={act}
      cancelText={words.common.cancel}
      okButtonProps={{ danger, loading: busy, htmlType: 'submit', form }}
      onCancel={onClose}
      width={480}
    >
      <form id={form} className="ask" noValidate onSubmit={(event) => void go(event)}>
        {consequence && <p className="soft">{consequence}</p>}
        {typeof children === 'function' ? children(error instanceof Problem ? error.fields : {}) : children}
        <ProblemNote error={error} beside={beside} />
      </form>
    </Modal>
  );
}
