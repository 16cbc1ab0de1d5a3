import { UserOutlined } from '@ant-design/icons';
import { Dropdown, type MenuProps } from 'antd';
import { useNavigate } from 'react-router';
import { useSession } from '../api/session';
import type { Language } from '../api/types';
import { type ThemeChoice, useTheme } from '../theme/theme';
import { useSpeech } from '../words/words';

/** One's name; under it language, theme, account and the way out. */
export function PersonMenu() {
  const { words, language, choose: chooseLanguage } = useSpeech();
  const { choice, choose: chooseTheme } = useTheme();
  const { me, logOut } = useSession();
  const navigate = useNavigate();

  const items: MenuProps['items'] = [
    { key: 'account', label: words.nav.account, onClick: () => void navigate('/account') },
    { type: 'divider' },
    { type: 'group', label: words.nav.language, children: [named('language-zh-CN', '中文'), named('language-en', 'English')] },
    {
      type: 'group',
      label: words.nav.theme,
      children: [named('theme-light', words.nav.light), named('theme-dark', words.nav.dark), named('theme-system', words.nav.system)],
    },
    { type: 'divider' },
    { key: 'log-out', label: words.nav.logOut, onClick: () => void logOut() },
  ];
  const onClick: MenuProps['onClick'] = ({ key }) => {
    if (key.startsWith('language-')) chooseLanguage(key.slice(9) as Language);
    if (key.startsWith('theme-')) chooseTheme(key.slice(6) as ThemeChoice);
  };
  return (
    <Dropdown trigger={['click']} placement="topLeft" menu={{ items, onClick, selectedKeys: [`language-${language}`, `theme-${choice}`] }}>
      <button type="button" className="person" aria-haspopup="menu" aria-label={words.nav.person(me.person.name)}>
        <UserOutlined aria-hidden />
        <span>
          <span className="person-name">{me.person.name}</span>
          <span className="person-organization">{me.person.organization.name}</span>
        </span>
      </button>
    </Dropdown>
  );
}

const named = (key: string, label: string) => ({ key, label });
