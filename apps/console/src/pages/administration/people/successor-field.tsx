import { Select } from 'antd';
import type { PersonDetail } from '../../../api/administration-types';
import { Field } from '../../../parts/field';
import { useWords } from '../../../words/words';

interface SuccessorFieldProps {
  person: PersonDetail;
  value?: string;
  error?: string;
  onChoose: (id?: string) => void;
}

/** Who takes over what somebody has in hand; not asked where there is nothing. */
export function SuccessorField({ person: { tasks, successors }, value, error, onChoose }: SuccessorFieldProps) {
  const { person: said } = useWords().administration;
  if (tasks.length === 0) return null;
  if (successors.length === 0) return <p className="soft">{said.noSuccessor}</p>;
  return (
    <Field label={said.successor} required={false} hint={said.successorHint} error={error}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        options={successors.map(({ id, name }) => ({ value: id, label: name }))}
        value={value}
        onChange={onChoose}
      />
    </Field>
  );
}
