import { Select } from 'antd';
import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { NewPerson } from '../../../api/administration-types';
import { newKey, post } from '../../../api/client';
import type { Named } from '../../../api/types';
import { AskDialog } from '../../../parts/ask-dialog';
import { Field } from '../../../parts/field';
import { useWords } from '../../../words/words';
import { OrganizationField } from '../organization-field';
import { useTexts } from '../text-fields';
import { OneTimeLink } from './one-time-link';
import { usePersonTexts } from './person-texts';

/** Adds somebody, and shows the link by which they choose a password. */
export function NewPersonDialog({ organization: given, onClose }: { organization?: Named; onClose: () => void }) {
  const words = useWords();
  const { people } = words.administration;
  const administered = useAdministered();
  const fields = usePersonTexts();
  const form = useTexts(fields);
  const [organization, setOrganization] = useState(given);
  const [roles, setRoles] = useState<string[]>([]);
  const [added, setAdded] = useState<NewPerson>();
  const [key] = useState(newKey);

  if (added?.password) return <OneTimeLink name={added.name} token={added.password} onClose={onClose} />;
  const add = async () => {
    const person = await post<NewPerson>('/people', { ...form.filled(), organizationId: organization!.id, roles }, key);
    setAdded(person);
    void administered();
  };
  return (
    <AskDialog
      title={people.addTitle}
      consequence={people.addLead}
      act={people.add}
      isReady={() => form.isReady() && organization !== undefined}
      onAct={add}
      onClose={onClose}
      onDone={() => undefined}
      beside={['organizationId', 'roles', ...fields.map((field) => field.key)]}
    >
      {(refused) => (
        <>
          {form.show(refused)}
          <OrganizationField
            label={people.organization}
            value={organization}
            error={refused.organizationId ?? (form.tried && !organization ? words.errors.choose : undefined)}
            onChoose={setOrganization}
          />
          <Field label={people.roles} required={false} hint={people.rolesHint} error={refused.roles}>
            <Select
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(words.account.roleNames).map(([value, label]) => ({ value, label }))}
              value={roles}
              onChange={setRoles}
            />
          </Field>
        </>
      )}
    </AskDialog>
  );
}
