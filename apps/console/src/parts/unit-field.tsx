import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { get, queryOf } from '../api/client';
import { keys } from '../api/keys';
import type { Named, Organization, Page } from '../api/types';
import { useSpeech } from '../words/words';
import { Field } from './field';

interface UnitFieldProps {
  label: string;
  placeholder: string;
  kind?: string;
  value?: Named;
  error?: string;
  onChoose: (unit?: Named) => void;
}

/** Finds an organisation by part of its name. */
export function UnitField({ label, placeholder, kind = 'unit', value, error, onChoose }: UnitFieldProps) {
  const { language, words } = useSpeech();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = queryOf({ kind, q, limit: 50 });
  const { data } = useQuery({
    queryKey: keys.organizations(query),
    queryFn: () => get<Page<Organization>>(`/organizations${query}`),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
  const nameOf = ({ name, nameEn }: Organization) => (language === 'en' ? nameEn || name : name);
  const found = (data?.items ?? []).map((organization) => ({ value: organization.id, label: nameOf(organization) }));
  const options = value && !q && !found.some((option) => option.value === value.id) ? [{ value: value.id, label: value.name }, ...found] : found;
  return (
    <Field label={label} required error={error}>
      <Select
        showSearch={{ filterOption: false, onSearch: setText }}
        allowClear
        placeholder={placeholder}
        notFoundContent={data ? words.administration.organizations.none : words.common.loading}
        options={options}
        value={value?.id}
        onChange={(id?: string) => onChoose(options.filter((option) => option.value === id).map((option) => ({ id: option.value, name: option.label }))[0])}
      />
    </Field>
  );
}
