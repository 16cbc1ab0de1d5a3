import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import type { Session } from '../../api/administration-types';
import { get, remove } from '../../api/client';
import { keys } from '../../api/keys';
import { useSession } from '../../api/session';
import type { Language, Page as Listed } from '../../api/types';
import { Choices } from '../../parts/choices';
import { Facts } from '../../parts/facts';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { SessionList } from '../../parts/session-list';
import { ShortcutList } from '../../parts/shortcuts-help';
import { Skeleton } from '../../parts/skeleton';
import { type ThemeChoice, useTheme } from '../../theme/theme';
import { useSpeech } from '../../words/words';
import { PasswordForm } from './password-form';
import './account.css';

/** Who am I here, and how do I like it to look? */
export default function AccountPage() {
  const { words, language, choose: chooseLanguage } = useSpeech();
  const { choice, choose: chooseTheme } = useTheme();
  const { me, logOut } = useSession();
  const queries = useQueryClient();
  const { data: sessions, error } = useQuery({ queryKey: keys.sessions, queryFn: () => get<Listed<Session>>('/sessions') });
  const end = async (id: string) => {
    await remove(`/sessions/${id}`);
    await queries.invalidateQueries({ queryKey: keys.sessions });
  };
  const roles = me.roles.map(({ role, organizationId, organization }) => ({
    key: `${organizationId} ${role}`,
    name: organization,
    value: words.account.roleNames[role] ?? role,
  }));
  const languages: { value: Language; name: string }[] = [
    { value: 'zh-CN', name: '中文' },
    { value: 'en', name: 'English' },
  ];
  const themes: { value: ThemeChoice; name: string }[] = [
    { value: 'light', name: words.nav.light },
    { value: 'dark', name: words.nav.dark },
    { value: 'system', name: words.nav.system },
  ];
  return (
    <Page
      heading={words.account.title}
      tab={words.account.title}
      lead={<p className="soft">{words.common.list([me.person.name, me.person.organization.name])}</p>}
      acts={<Button onClick={() => void logOut()}>{words.nav.logOut}</Button>}
      narrow
    >
      <div className="account">
        <section aria-labelledby="roles">
          <h2 id="roles">{words.account.roles}</h2>
          {roles.length > 0 ? <Facts facts={roles} /> : <p>{words.account.noRole}</p>}
        </section>
        <section aria-labelledby="appearance">
          <h2 id="appearance">{words.account.appearance}</h2>
          <Choices legend={words.nav.language} inline choices={languages} value={language} onChoose={chooseLanguage} />
          <Choices legend={words.nav.theme} inline choices={themes} value={choice} onChoose={chooseTheme} />
        </section>
        <section aria-labelledby="password">
          <h2 id="password">{words.password.change}</h2>
          <PasswordForm />
        </section>
        <section aria-labelledby="sessions">
          <h2 id="sessions">{words.sessions.title}</h2>
          <ProblemNote error={error} />
          {!sessions && !error && <Skeleton rows={2} />}
          {sessions && <SessionList sessions={sessions.items} lead={words.sessions.lead} onEnd={end} />}
        </section>
        <section aria-labelledby="keyboard">
          <h2 id="keyboard">{words.account.shortcuts}</h2>
          <ShortcutList />
        </section>
      </div>
    </Page>
  );
}
