import { Checkbox, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useOrganization } from '../../../api/administration';
import { queryOf } from '../../../api/client';
import { SearchField } from '../../../parts/search-field';
import { useShortcuts } from '../../../parts/shortcuts';
import { useWords } from '../../../words/words';
import { AdministrationPage } from '../administration-page';
import { Branch } from './branch';
import { OrganizationPanel } from './organization-panel';

/** How is it all organised, and what do I change? */
export default function OrganizationsPage() {
  const words = useWords();
  const { organizations } = words.administration;
  const id = useSearchParams()[0].get('organization') ?? undefined;
  const field = useRef<InputRef>(null);
  const [q, search] = useState('');
  const [inactive, setInactive] = useState(false);
  const [open, setOpen] = useState<Record<string, boolean>>({});
  const move = (step: number) => {
    const links = [...document.querySelectorAll<HTMLElement>('.tree a')];
    links[Math.max(0, links.findIndex((link) => link === document.activeElement) + step)]?.focus();
  };
  useShortcuts({ '/': () => field.current?.focus(), j: () => move(1), k: () => move(-1) });
  const above = useOrganization(id).data?.above.map((one) => one.id) ?? [];
  const toggle = (node: string, isOpen: boolean) => setOpen((old) => ({ ...old, [node]: isOpen }));
  return (
    <AdministrationPage tab="organizations">
      <div className={`organizations ${id ? 'one-chosen' : ''}`}>
        <section aria-label={organizations.tree}>
          <div className="filters">
            <SearchField label={organizations.search} value={q} field={field} onSearch={search} />
            <Checkbox checked={inactive} onChange={({ target }) => setInactive(target.checked)}>
              {organizations.withInactive}
            </Checkbox>
          </div>
          <Branch key={q} query={queryOf({ q, inactive })} top chosen={id} above={above} open={open} inactive={inactive} onToggle={toggle} />
        </section>
        {id ? <OrganizationPanel key={id} id={id} onAdded={() => toggle(id, true)} /> : <p className="soft nothing-chosen">{organizations.choose}</p>}
      </div>
    </AdministrationPage>
  );
}
