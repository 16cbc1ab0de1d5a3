import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { Page } from '../../parts/page';
import { useWords } from '../../words/words';
import '../inbox/inbox.css';
import './administration.css';

const tabs = ['organizations', 'people', 'import', 'troubled'] as const;

/** The frame of what administrators do, with the ways between its parts. */
export function AdministrationPage({ tab, acts, children }: { tab: (typeof tabs)[number]; acts?: ReactNode; children: ReactNode }) {
  const { administration: words } = useWords();
  return (
    <Page heading={words.title} tab={words.tabs[tab]} acts={acts}>
      <nav aria-label={words.title}>
        <ul className="tabs">
          {tabs.map((name) => (
            <li key={name}>
              <NavLink to={`/administration/${name}`}>{words.tabs[name]}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}
