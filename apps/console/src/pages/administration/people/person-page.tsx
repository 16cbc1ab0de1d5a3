import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useAdministered, usePerson } from '../../../api/administration';
import type { PersonDetail } from '../../../api/administration-types';
import { remove } from '../../../api/client';
import { ActButton } from '../../../parts/act-button';
import { AskDialog } from '../../../parts/ask-dialog';
import { Facts } from '../../../parts/facts';
import { MissingPage } from '../../../parts/missing-page';
import { Page } from '../../../parts/page';
import { SessionList } from '../../../parts/session-list';
import { Skeleton } from '../../../parts/skeleton';
import { useDates, useWords } from '../../../words/words';
import { type PersonAct, PersonDialogs } from './person-dialogs';
import { PersonRoles } from './person-roles';
import '../administration.css';

/** What is this person here, and what do I change? */
export default function PersonPage() {
  const { data: person, error, refetch } = usePerson(useParams().id!);
  if (person) return <Person person={person} />;
  return error ? <MissingPage error={error} onRetry={refetch} /> : <Skeleton />;
}

function Person({ person }: { person: PersonDetail }) {
  const words = useWords();
  const dates = useDates();
  const { person: said, ...common } = words.administration;
  const administered = useAdministered();
  const [open, setOpen] = useState<PersonAct | 'sessions'>();
  const { id, name, login, organization, active, passwordSet, addedAt, leftAt, tasks, sessions, acts } = person;
  const facts = [
    { key: 'login', name: said.facts.login, value: login },
    {
      key: 'organization',
      name: said.facts.organization,
      value: <Link to={`/administration/organizations?organization=${organization.id}`}>{organization.name}</Link>,
    },
    { key: 'password', name: said.facts.password, value: passwordSet ? said.passwordSet : said.passwordUnset },
    { key: 'added', name: said.facts.added, value: dates.day(addedAt) },
    { key: 'left', name: said.facts.left, value: leftAt && dates.day(leftAt) },
  ];
  const endSession = async (session?: string) => {
    await remove(session ? `/people/${id}/sessions/${session}` : `/people/${id}/sessions`);
    await administered();
  };
  const button = (act: PersonAct, text: string, allowance = acts[act as keyof typeof acts]) => (
    <ActButton allowance={allowance} onClick={() => setOpen(act)}>
      {text}
    </ActButton>
  );
  return (
    <Page
      heading={name}
      tab={said.tab}
      lead={
        <p className="soft">
          <Link to="/administration/people">{said.back}</Link>
        </p>
      }
      acts={
        <>
          {active && button('change', common.change)}
          {active && button('move', said.move)}
          {active && button('reset', said.reset)}
          {button(active ? 'leave' : 'return', active ? common.deactivate : common.reactivate, acts.leave)}
        </>
      }
    >
      <div className="with-side person-page">
        <div className="person-main">
          <PersonRoles person={person} />
          <section aria-labelledby="tasks">
            <h2 id="tasks">{said.tasks}</h2>
            {tasks.length === 0 && <p className="soft">{said.noTasks}</p>}
            <ul className="side-list">
              {tasks.map(({ process, organization: pool }) => (
                <li key={process.id}>
                  <span className="number">{process.number}</span>
                  <span className="soft">{pool.name}</span>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="sessions">
            <h2 id="sessions">{said.sessions}</h2>
            <SessionList sessions={sessions} lead={said.sessionsLead} onEnd={endSession} onEndAll={() => setOpen('sessions')} />
          </section>
        </div>
        <Facts facts={facts.filter(({ value }) => value)} />
      </div>
      {open === 'sessions' && (
        <AskDialog
          title={said.endSessionsTitle}
          consequence={said.endSessionsHint(sessions.length)}
          act={words.sessions.endAll}
          danger
          onAct={() => endSession()}
          onClose={() => setOpen(undefined)}
        />
      )}
      {open && open !== 'sessions' && <PersonDialogs person={person} act={open} onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
