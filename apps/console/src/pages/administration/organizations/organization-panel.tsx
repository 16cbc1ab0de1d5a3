import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOrganization } from '../../../api/administration';
import type { OrganizationDetail } from '../../../api/administration-types';
import { ActButton } from '../../../parts/act-button';
import { EmptyState } from '../../../parts/empty-state';
import { Facts } from '../../../parts/facts';
import { ProblemNote } from '../../../parts/problem-note';
import { Skeleton } from '../../../parts/skeleton';
import { useWords } from '../../../words/words';
import { useOrganizationName } from '../organization-name';
import { NewPersonDialog } from '../people/new-person-dialog';
import { OrganizationDialogs, type OrganizationAct } from './organization-dialogs';

/** One organisation: what it is, what is in it, and what can be done with it. */
export function OrganizationPanel({ id, onAdded }: { id: string; onAdded: () => void }) {
  const words = useWords();
  const { data: organization, error, refetch } = useOrganization(id);
  return (
    <aside className="organization">
      <Link className="back" to="/administration/organizations">
        {words.common.back}
      </Link>
      <ProblemNote error={error} onRetry={refetch} />
      {!organization && !error && <Skeleton rows={4} />}
      {organization && <Panel organization={organization} onAdded={onAdded} />}
    </aside>
  );
}

function Panel({ organization, onAdded }: { organization: OrganizationDetail; onAdded: () => void }) {
  const words = useWords();
  const { organizations: said, kinds, ...common } = words.administration;
  const name = useOrganizationName()(organization);
  const [open, setOpen] = useState<OrganizationAct | 'person'>();
  const { id, kind, code, creditCode, above, active, top, organizations, people, roles, tasks, processes, clues, kindsBelow } = organization;
  const use = { organizations, people, roles, tasks, processes, clues };
  const whole = (count: number) => <span className="number">{count.toLocaleString('en')}</span>;
  const facts = [
    { key: 'kind', name: said.facts.kind, value: words.common.list([kinds[kind] ?? kind, active ? '' : common.inactive].filter(Boolean)) },
    { key: 'above', name: said.facts.above, value: above.map((one) => one.name).join(' / ') },
    { key: 'code', name: said.facts.code, value: code && <span className="number">{code}</span> },
    { key: 'creditCode', name: said.facts.creditCode, value: creditCode && <span className="number">{creditCode}</span> },
    { key: 'organizations', name: said.facts.organizations, value: whole(organizations) },
    { key: 'people', name: said.facts.people, value: people > 0 ? <Link to={`/administration/people?organization=${id}`}>{whole(people)}</Link> : whole(0) },
    { key: 'roles', name: said.facts.roles, value: whole(roles) },
    { key: 'tasks', name: said.facts.tasks, value: whole(tasks) },
    { key: 'processes', name: said.facts.processes, value: processes > 0 && whole(processes) },
    { key: 'clues', name: said.facts.clues, value: clues > 0 && whole(clues) },
  ];
  const place = top ? { allowed: false, why: said.topHint } : { allowed: true };
  const inUse = Object.values(use).some((count) => count > 0);
  const end = !top && inUse ? { allowed: false, why: said.inUse(use) } : place;
  return (
    <>
      <h2>{name}</h2>
      <Facts facts={facts.filter(({ value }) => value)} />
      {active && organizations === 0 && kindsBelow.length > 0 && kind !== 'unit' && people === 0 && (
        <EmptyState title={said.emptyTitle} hint={said.emptyHint} />
      )}
      <div className="organization-acts">
        {active && kindsBelow.length > 0 && (
          <Button type="primary" onClick={() => setOpen('add')}>
            {said.add}
          </Button>
        )}
        {active && <Button onClick={() => setOpen('person')}>{said.addPerson}</Button>}
        {active && <Button onClick={() => setOpen('change')}>{common.change}</Button>}
        <ActButton allowance={place} onClick={() => setOpen('move')}>
          {common.move}
        </ActButton>
        {active ? (
          <ActButton allowance={end} onClick={() => setOpen('deactivate')}>
            {common.deactivate}
          </ActButton>
        ) : (
          <ActButton allowance={place} onClick={() => setOpen('reactivate')}>
            {common.reactivate}
          </ActButton>
        )}
      </div>
      {open === 'person' && <NewPersonDialog organization={{ id, name }} onClose={() => setOpen(undefined)} />}
      {open && open !== 'person' && (
        <OrganizationDialogs organization={organization} name={name} act={open} onAdded={onAdded} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}
