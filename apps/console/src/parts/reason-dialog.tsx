import { Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/words';
import { AskDialog } from './ask-dialog';
import { Field } from './field';

interface ReasonDialogProps {
  title: string;
  consequence: string;
  act: string;
  danger?: boolean;
  onAct: (reason: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks once and wants a reason. */
export function ReasonDialog({ onAct, ...dialog }: ReasonDialogProps) {
  const words = useWords();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const isReady = () => {
    setTried(true);
    return reason.trim() !== '';
  };
  return (
    <AskDialog {...dialog} isReady={isReady} onAct={() => onAct(reason.trim())}>
      <Field label={words.common.reason} required error={tried && !reason.trim() ? words.errors.required : undefined}>
        <Input.TextArea autoFocus rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </AskDialog>
  );
}
