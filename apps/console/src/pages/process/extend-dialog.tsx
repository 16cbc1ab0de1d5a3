import { Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { Deadline } from '../../api/types';
import { AskDialog } from '../../parts/ask-dialog';
import { Field } from '../../parts/field';
import { useDates, useWords } from '../../words/words';

interface ExtendDialogProps {
  title: string;
  consequence: string;
  act: string;
  deadlines: Deadline[];
  onAct: (extension: { deadlineId: string; amount: number; reason: string }) => Promise<unknown>;
  onClose: () => void;
}

/** Which deadline, by how much, and why. */
export function ExtendDialog({ deadlines, onAct, ...dialog }: ExtendDialogProps) {
  const words = useWords();
  const dates = useDates();
  const [deadlineId, setDeadline] = useState(deadlines[0]?.id);
  const [amount, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (value: unknown) => (tried && !value ? words.errors.required : undefined);
  const isReady = () => {
    setTried(true);
    return Boolean(deadlineId && amount && reason.trim());
  };
  const unit = deadlines.find(({ id }) => id === deadlineId)?.unit;
  const options = deadlines.map(({ id, name, dueAt }) => ({ value: id, label: words.common.list([name, words.process.dueOn(dates.dueDay(dueAt))]) }));
  return (
    <AskDialog {...dialog} isReady={isReady} onAct={() => onAct({ deadlineId: deadlineId!, amount: amount!, reason: reason.trim() })}>
      <Field label={words.process.which} required error={missing(deadlineId)}>
        <Select options={options} value={deadlineId} onChange={setDeadline} />
      </Field>
      <Field label={words.process.amount} required error={missing(amount)}>
        <InputNumber className="short" min={1} max={366} precision={0} suffix={unit} value={amount} onChange={setAmount} />
      </Field>
      <Field label={words.common.reason} required error={missing(reason.trim())}>
        <Input.TextArea rows={3} maxLength={1000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </AskDialog>
  );
}
