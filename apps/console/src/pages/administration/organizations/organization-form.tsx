import { Select } from 'antd';
import { Field } from '../../../parts/field';
import { useWords } from '../../../words/words';
import type { TextField } from '../text-fields';

type Text = 'name' | 'shortName' | 'nameEn' | 'code' | 'creditCode';

const areas = ['city', 'county', 'zone'];

/** What is told of an organisation of this kind: only areas have a division code. */
export function useOrganizationTexts(kind: string | undefined): TextField<Text>[] {
  const { organizations: words } = useWords().administration;
  return [
    { key: 'name', label: words.name, maxLength: 100, required: true },
    { key: 'shortName', label: words.shortName, hint: words.asName, maxLength: 40 },
    { key: 'nameEn', label: words.nameEn, hint: words.asName, maxLength: 150 },
    ...(areas.includes(kind ?? '') ? [{ key: 'code', label: words.code, hint: words.codeHint, maxLength: 6 } as const] : []),
    { key: 'creditCode', label: words.creditCode, hint: words.creditCodeHint, maxLength: 18 },
  ];
}

interface KindFieldProps {
  kinds: string[];
  value?: string;
  tried: boolean;
  error?: string;
  onChoose: (kind: string) => void;
}

/** The kinds that may stand where it is to be added. */
export function KindField({ kinds, value, tried, error, onChoose }: KindFieldProps) {
  const { administration: words, errors } = useWords();
  return (
    <Field label={words.organizations.kind} required error={error ?? (tried && !value ? errors.choose : undefined)}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={words.organizations.kind}
        options={kinds.map((kind) => ({ value: kind, label: words.kinds[kind] ?? kind }))}
        value={value}
        onChange={onChoose}
      />
    </Field>
  );
}
