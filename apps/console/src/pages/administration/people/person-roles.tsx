import { Select } from 'antd';
import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { PersonDetail, PlacedRole } from '../../../api/administration-types';
import { post } from '../../../api/client';
import { ActButton } from '../../../parts/act-button';
import { AskDialog } from '../../../parts/ask-dialog';
import { Field } from '../../../parts/field';
import { useDates, useWords } from '../../../words/words';
import { OrganizationField } from '../organization-field';
import { SuccessorField } from './successor-field';

/** The roles of a person, given and taken. */
export function PersonRoles({ person }: { person: PersonDetail }) {
  const words = useWords();
  const dates = useDates();
  const { person: said } = words.administration;
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<PlacedRole>();
  const nameOf = (role: string) => words.account.roleNames[role] ?? role;
  return (
    <section aria-labelledby="roles">
      <div className="section-header">
        <h2 id="roles">{said.roles}</h2>
        {person.active && (
          <ActButton size="small" allowance={person.acts.roles} onClick={() => setGiving(true)}>
            {said.giveRole}
          </ActButton>
        )}
      </div>
      <p className="soft">{person.roles.length === 0 && person.active ? said.noRoles : said.rolesLead}</p>
      <ul className="side-list">
        {person.roles.map((placed) => (
          <li key={`${placed.organization.id} ${placed.role}`}>
            <span>
              {nameOf(placed.role)}
              <span className="soft side-note">{words.common.list([placed.organization.name, said.since(dates.day(placed.since))])}</span>
            </span>
            <ActButton
              size="small"
              allowance={placed.take}
              aria-label={said.takeRoleOf(nameOf(placed.role), placed.organization.name)}
              onClick={() => setTaking(placed)}
            >
              {said.takeRole}
            </ActButton>
          </li>
        ))}
      </ul>
      {giving && <GiveDialog person={person} onClose={() => setGiving(false)} />}
      {taking && <TakeDialog person={person} placed={taking} name={nameOf(taking.role)} onClose={() => setTaking(undefined)} />}
    </section>
  );
}

function GiveDialog({ person, onClose }: { person: PersonDetail; onClose: () => void }) {
  const words = useWords();
  const { person: said, people } = words.administration;
  const administered = useAdministered();
  const [organization, setOrganization] = useState<typeof person.organization | undefined>(person.organization);
  const [role, setRole] = useState<string>();
  const [tried, setTried] = useState(false);
  const give = async () => {
    await post(`/people/${person.id}/roles`, { role, organizationId: organization!.id });
    await administered();
  };
  const isReady = () => {
    setTried(true);
    return role !== undefined && organization !== undefined;
  };
  return (
    <AskDialog
      title={said.giveRoleTitle}
      consequence={said.giveRoleHint}
      act={said.giveRole}
      isReady={isReady}
      onAct={give}
      onClose={onClose}
      beside={['role', 'organizationId']}
    >
      {(refused) => (
        <>
          <Field label={people.role} required error={refused.role ?? (tried && !role ? words.errors.choose : undefined)}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.entries(words.account.roleNames).map(([value, label]) => ({ value, label }))}
              value={role}
              onChange={setRole}
            />
          </Field>
          <OrganizationField
            label={said.inOrganization}
            value={organization}
            error={refused.organizationId ?? (tried && !organization ? words.errors.choose : undefined)}
            onChoose={setOrganization}
          />
        </>
      )}
    </AskDialog>
  );
}

function TakeDialog({ person, placed, name, onClose }: { person: PersonDetail; placed: PlacedRole; name: string; onClose: () => void }) {
  const { person: said } = useWords().administration;
  const administered = useAdministered();
  const [successorId, setSuccessor] = useState<string>();
  const take = async () => {
    await post(`/people/${person.id}/roles/end`, { role: placed.role, organizationId: placed.organization.id, successorId });
    await administered();
  };
  return (
    <AskDialog
      title={said.takeRoleTitle(name)}
      consequence={said.takeRoleHint}
      act={said.takeRole}
      danger
      onAct={take}
      onClose={onClose}
      beside={['successorId']}
    >
      {(refused) => <SuccessorField person={person} value={successorId} error={refused.successorId} onChoose={setSuccessor} />}
    </AskDialog>
  );
}
