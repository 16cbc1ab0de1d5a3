import { Modal } from 'antd';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words/words';
import { ProblemNote } from './problem-note';

interface AskDialogProps {
  title: string;
  /** What will happen, in words. */
  consequence: string;
  act: string;
  danger?: boolean;
  /** Whether all that is needed has been filled in; says so itself where not. */
  isReady?: () => boolean;
  onAct: () => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks once, saying what will happen; what goes wrong is told inside. Mounted only while it is open. */
export function AskDialog({ title, consequence, act, danger, isReady, onAct, onClose, children }: AskDialogProps) {
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = async () => {
    if (isReady && !isReady()) return;
    setBusy(true);
    setError(undefined);
    try {
      await onAct();
      onClose();
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
      okButtonProps={{ danger, loading: busy }}
      onOk={() => void go()}
      onCancel={onClose}
      width={480}
    >
      <div className="ask">
        <p className="soft">{consequence}</p>
        {children}
        <ProblemNote error={error} />
      </div>
    </Modal>
  );
}
