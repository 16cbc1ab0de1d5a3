import { Button, Checkbox, type InputRef, Select } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useOrganization } from '../../../api/administration';
import type { PersonRow } from '../../../api/administration-types';
import { queryOf } from '../../../api/client';
import { keys } from '../../../api/keys';
import { useList } from '../../../api/lists';
import { EmptyState } from '../../../parts/empty-state';
import { MoreButton } from '../../../parts/more-button';
import { ProblemNote } from '../../../parts/problem-note';
import { SearchField } from '../../../parts/search-field';
import { useShortcuts } from '../../../parts/shortcuts';
import { Skeleton } from '../../../parts/skeleton';
import { useWords } from '../../../words/words';
import { AdministrationPage } from '../administration-page';
import { useOrganizationName } from '../organization-name';
import { NewLinksOffer } from './new-links';
import { NewPersonDialog } from './new-person-dialog';
import { PersonLine } from './person-line';

/** Who is here, and what are they? */
export default function PeoplePage() {
  const words = useWords();
  const { people } = words.administration;
  const nameOf = useOrganizationName();
  const field = useRef<InputRef>(null);
  const [parameters, setParameters] = useSearchParams();
  const [q, search] = useState('');
  const [role, setRole] = useState<string>();
  const [inactive, setInactive] = useState(false);
  const [withoutPassword, setWithoutPassword] = useState(false);
  const [adding, setAdding] = useState(false);
  const organizationId = parameters.get('organization') ?? undefined;
  const { data: organization } = useOrganization(organizationId);
  const query = queryOf({ organizationId, q, role, inactive, withoutPassword });
  const { rows, error, refetch, ...paging } = useList<PersonRow>(keys.people(query), `/people${query}`);
  const move = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.rows a')];
    links[Math.max(0, links.findIndex((link) => link === document.activeElement) + step)]?.focus();
  };
  useShortcuts({ '/': () => field.current?.focus(), j: () => move(1), k: () => move(-1) });

  const place = organization && { id: organization.id, name: nameOf(organization) };
  const narrowed = q || role || inactive || withoutPassword;
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      {people.add}
    </Button>
  );
  return (
    <AdministrationPage tab="people" acts={add}>
      <div className="filters">
        <SearchField label={people.search} value={q} field={field} onSearch={search} />
        <Select
          aria-label={people.role}
          placeholder={people.role}
          allowClear
          size="small"
          variant="filled"
          popupMatchSelectWidth={false}
          value={role}
          options={Object.entries(words.account.roleNames).map(([value, label]) => ({ value, label }))}
          onChange={setRole}
        />
        <Checkbox checked={inactive} onChange={({ target }) => setInactive(target.checked)}>
          {people.withInactive}
        </Checkbox>
        <Checkbox checked={withoutPassword} onChange={({ target }) => setWithoutPassword(target.checked)}>
          {people.onlyWithoutPassword}
        </Checkbox>
        {place && (
          <>
            <span>{people.of(place.name)}</span>
            <Button type="link" size="small" onClick={() => setParameters({})}>
              {people.allPeople}
            </Button>
          </>
        )}
      </div>
      <NewLinksOffer path={`/people${query}`} offered={withoutPassword && rows !== undefined && rows.length > 0} />
      <section aria-label={people.list} className="list">
        <ProblemNote error={error} onRetry={refetch} />
        {!rows && !error && <Skeleton />}
        {rows?.length === 0 && (narrowed ? <EmptyState title={people.emptyFiltered} /> : <EmptyState title={people.emptyTitle} hint={people.emptyHint} />)}
        <ul className="rows">
          {rows?.map((person) => (
            <PersonLine key={person.id} person={person} />
          ))}
        </ul>
        <MoreButton {...paging} />
      </section>
      {adding && <NewPersonDialog organization={place} onClose={() => setAdding(false)} />}
    </AdministrationPage>
  );
}
