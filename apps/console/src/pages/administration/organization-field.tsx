import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { OrganizationNode } from '../../api/administration-types';
import { get, queryOf } from '../../api/client';
import { keys } from '../../api/keys';
import type { Named, Page } from '../../api/types';
import { Field } from '../../parts/field';
import { useWords } from '../../words/words';
import { useOrganizationName } from './organization-name';

interface OrganizationFieldProps {
  label: string;
  value?: Named;
  error?: string;
  hint?: string;
  onChoose: (organization?: Named) => void;
}

/** Finds an organisation among those that one administers, by part of its name or by its code. */
export function OrganizationField({ label, value, error, hint, onChoose }: OrganizationFieldProps) {
  const words = useWords();
  const nameOf = useOrganizationName();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const query = queryOf({ q, limit: 50 });
  const { data } = useQuery({
    queryKey: keys.organizationTree(query),
    queryFn: () => get<Page<OrganizationNode>>(`/organizations/tree${query}`),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).map((organization) => ({ value: organization.id, label: nameOf(organization) }));
  const options = value && !q && !found.some((option) => option.value === value.id) ? [{ value: value.id, label: value.name }, ...found] : found;
  return (
    <Field label={label} required error={error} hint={hint}>
      <Select
        showSearch={{ filterOption: false, onSearch: setText }}
        placeholder={words.administration.find}
        notFoundContent={data ? words.administration.organizations.none : words.common.loading}
        options={options}
        value={value?.id}
        onChange={(id?: string) => onChoose(options.filter((option) => option.value === id).map((option) => ({ id: option.value, name: option.label }))[0])}
      />
    </Field>
  );
}
