import { MenuOutlined, QuestionCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { useEvents } from '../api/events';
import { useWords } from '../words/words';
import { Bars } from './bars';
import { Navigation } from './navigation';
import { PersonMenu } from './person-menu';
import { ShortcutsHelp } from './shortcuts-help';
import { useShortcuts } from './shortcuts';
import './shell.css';

const CommandPalette = lazy(() => import('./command-palette'));

/** What stands around every page: the ways to go, one's name, and the bars that say when something is away. */
export function Shell({ children }: { children: ReactNode }) {
  const words = useWords();
  const [open, setOpen] = useState<'help' | 'commands' | 'navigation'>();
  const close = () => setOpen(undefined);
  useEvents();
  useShortcuts({ '?': () => setOpen('help'), 'Ctrl+k': () => setOpen('commands') });

  const brand = (
    <Link to="/" className="brand">
      <img src="/icon.svg" alt="" width={20} height={20} />
      {words.product}
    </Link>
  );
  const tools = (
    <>
      <Button
        type="text"
        icon={<SearchOutlined aria-hidden />}
        aria-label={words.nav.commands}
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen('commands')}
      />
      <Button
        type="text"
        icon={<QuestionCircleOutlined aria-hidden />}
        aria-label={words.shortcuts.open}
        aria-keyshortcuts="?"
        onClick={() => setOpen('help')}
      />
    </>
  );
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {words.nav.skip}
      </a>
      <header className="side">
        <div className="side-top">
          {brand}
          <span className="side-tools">{tools}</span>
        </div>
        <div className="side-navigation">
          <Navigation />
        </div>
        <div className="side-person">
          <PersonMenu />
        </div>
        <Button className="side-menu" type="text" icon={<MenuOutlined aria-hidden />} aria-label={words.nav.menu} onClick={() => setOpen('navigation')} />
      </header>
      <main id="main" tabIndex={-1}>
        <Bars />
        {children}
      </main>
      <Drawer open={open === 'navigation'} onClose={close} placement="left" size={272} title={words.product} className="navigation-drawer" destroyOnHidden>
        <Navigation onGo={close} />
        <PersonMenu />
      </Drawer>
      <ShortcutsHelp open={open === 'help'} onClose={close} />
      {open === 'commands' && (
        <Suspense>
          <CommandPalette onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
