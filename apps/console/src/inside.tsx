import { useQueryClient } from '@tanstack/react-query';
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { patch } from './api/client';
import { keys } from './api/keys';
import { type Permission, useSession } from './api/session';
import type { Me } from './api/types';
import { ErrorBoundary } from './parts/error-boundary';
import { MissingPage } from './parts/missing-page';
import { usePlaces } from './parts/navigation';
import { Shell } from './parts/shell';
import { Skeleton } from './parts/skeleton';
import { rememberedLanguage, rememberLanguage, useSpeech } from './words/words';

/** Whose work is to watch, and nothing else, begins where that is done. */
const watches = ({ roles }: Me): boolean => roles.length > 0 && roles.every(({ role }) => role === 'supervisor');

const page = (load: () => Promise<{ default: ComponentType }>) => {
  const Lazy = lazy(load);
  return <Lazy />;
};

/** What somebody who is logged in sees; each page comes when it is first opened. */
export default function Inside() {
  const { me, may } = useSession();
  const queries = useQueryClient();
  const { language, choose } = useSpeech();
  const { pathname } = useLocation();
  const [first] = usePlaces();
  const home = may('person.administer') && !may('task.read') ? '/administration' : watches(me) ? '/board' : (first?.path ?? '/account');

  const only = (needs: Permission, page: ReactNode) => (may(needs) ? page : <MissingPage />);

  // The console speaks a person's language, and notices and mails that which they choose here.
  useEffect(() => {
    const remembered = rememberedLanguage();
    if (!remembered) rememberLanguage(me.person.language); // who logged out has made the browser forget it, though the page speaks it still
    if (me.person.language === language) return;
    if (!remembered) return choose(me.person.language);
    patch('/me', { language })
      .then(() => queries.invalidateQueries({ queryKey: keys.me })) // organisations are named in it
      .catch(() => {});
  }, [queries, me.person.language, language, choose]);

  return (
    <Shell>
      <ErrorBoundary key={pathname} fallback={(error) => <MissingPage error={error} />}>
        <Suspense fallback={<Skeleton />}>
          <Routes>
            <Route index element={<Navigate to={home} replace />} />
            <Route path="inbox/:box?" element={only('task.read', pages.inbox)} />
            <Route path="tasks/:id" element={pages.task} />
            <Route path="clues" element={only('clue.register', pages.clues)} />
            <Route path="clues/new" element={only('clue.register', pages.newClue)} />
            <Route path="clues/:id" element={pages.clue} />
            <Route path="processes" element={pages.processes} />
            <Route path="processes/:id" element={pages.process} />
            <Route path="board" element={only('board.read', pages.board)} />
            <Route path="recusals" element={only('recusal.declare', pages.recusals)} />
            <Route path="readings" element={only('reading.read', pages.readings)} />
            <Route path="notices" element={pages.notices} />
            <Route path="administration" element={<Navigate to="/administration/organizations" replace />} />
            <Route path="administration/organizations" element={only('organization.administer', pages.organizations)} />
            <Route path="administration/people" element={only('person.administer', pages.people)} />
            <Route path="administration/people/:id" element={only('person.administer', pages.person)} />
            <Route path="administration/import" element={only('person.administer', pages.import)} />
            <Route path="administration/troubled" element={only('parked.read', pages.troubled)} />
            <Route path="account" element={pages.account} />
            <Route path="*" element={<MissingPage />} />
          </Routes>
        </Suspense>
      </ErrorBoundary>
    </Shell>
  );
}

const pages = {
  inbox: page(() => import('./pages/inbox/inbox-page')),
  task: page(() => import('./pages/task/task-page')),
  clues: page(() => import('./pages/clues/clues-page')),
  newClue: page(() => import('./pages/clue/new-clue-page')),
  clue: page(() => import('./pages/clue/clue-page')),
  processes: page(() => import('./pages/process/processes-page')),
  process: page(() => import('./pages/process/process-page')),
  board: page(() => import('./pages/board/board-page')),
  recusals: page(() => import('./pages/recusals/recusals-page')),
  readings: page(() => import('./pages/readings/readings-page')),
  notices: page(() => import('./pages/notices/notices-page')),
  organizations: page(() => import('./pages/administration/organizations/organizations-page')),
  people: page(() => import('./pages/administration/people/people-page')),
  person: page(() => import('./pages/administration/people/person-page')),
  import: page(() => import('./pages/administration/import/import-page')),
  troubled: page(() => import('./pages/administration/troubled/troubled-page')),
  account: page(() => import('./pages/account/account-page')),
};
