import {
  ApartmentOutlined,
  BellOutlined,
  DashboardOutlined,
  EyeOutlined,
  FileTextOutlined,
  InboxOutlined,
  SettingOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { NavLink, useLocation } from 'react-router';
import { type Permission, useSession } from '../api/session';
import { useCounts } from '../api/tasks';
import type { Words } from '../words/zh';
import { useWords } from '../words/words';
import { countText } from './count-text';

export interface Place {
  path: string;
  name: string;
  icon: ReactNode;
  needs: Permission;
}

/** Where one can go, as far as one may. */
export function usePlaces(): Place[] {
  const words = useWords();
  const { may } = useSession();
  return places(words.nav).filter(({ needs }) => may(needs));
}

const places = (nav: Words['nav']): Place[] => [
  { path: '/inbox', name: nav.inbox, icon: <InboxOutlined aria-hidden />, needs: 'task.read' },
  { path: '/clues', name: nav.clues, icon: <FileTextOutlined aria-hidden />, needs: 'clue.register' },
  { path: '/processes', name: nav.processes, icon: <ApartmentOutlined aria-hidden />, needs: 'process.read' },
  { path: '/board', name: nav.board, icon: <DashboardOutlined aria-hidden />, needs: 'board.read' },
  { path: '/notices', name: nav.notices, icon: <BellOutlined aria-hidden />, needs: 'notice.read' },
  { path: '/recusals', name: nav.recusals, icon: <StopOutlined aria-hidden />, needs: 'recusal.declare' },
  { path: '/readings', name: nav.readings, icon: <EyeOutlined aria-hidden />, needs: 'reading.read' },
  { path: '/administration', name: nav.administration, icon: <SettingOutlined aria-hidden />, needs: 'person.administer' },
];

export function Navigation({ onGo }: { onGo?: () => void }) {
  const words = useWords();
  const counts = useCounts();
  const inTask = useLocation().pathname.startsWith('/tasks/');
  const number: Record<string, string> = {
    '/inbox': counts ? countText({ count: counts.pool.count + counts.mine.count, more: counts.pool.more || counts.mine.more }) : '',
    '/notices': counts ? countText(counts.notices) : '',
  };
  return (
    <nav aria-label={words.nav.label}>
      <ul className="places">
        {usePlaces().map(({ path, name, icon }) => (
          <li key={path}>
            <NavLink to={path} className={({ isActive }) => (isActive || (path === '/inbox' && inTask) ? 'active' : '')} onClick={onGo}>
              {icon}
              <span>{name}</span>
              {number[path] && <span className="place-count">{number[path]}</span>}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
