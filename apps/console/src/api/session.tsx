import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { carry, get, onLoggedOut, post, remove } from './client';
import { keys } from './keys';
import { isProblem } from './problem';
import type { Me } from './types';
import { forgetLanguage } from '../words/words';

export type Permission =
  | 'clue.register'
  | 'clue.read'
  | 'clue-transfer.open'
  | 'task.read'
  | 'task.claim'
  | 'task.assign'
  | 'process.read'
  | 'process.course'
  | 'board.read'
  | 'parked.read'
  | 'parked.retry'
  | 'recusal.declare'
  | 'recusal.end'
  | 'reading.read'
  | 'notice.read'
  | 'organization.read'
  | 'organization.administer'
  | 'person.administer';

interface Session {
  me: Me;
  may: (permission: Permission) => boolean;
  logOut: () => Promise<void>;
}

const SessionContext = createContext<Session | undefined>(undefined);

/** @throws where nobody is logged in: pages are shown only to somebody who is */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('Nobody is logged in.');
  return session;
}

async function whoAmI(): Promise<Me | null> {
  try {
    const me = await get<Me>('/me');
    carry({ csrfToken: me.csrfToken });
    return me;
  } catch (error) {
    if (isProblem(error, 'not-logged-in')) return null;
    throw error;
  }
}

/** The session is somebody else's now: nothing of what was read before is kept. */
function becomes(queries: QueryClient, me: Me | null): void {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.me[0] });
  queries.setQueryData(keys.me, me);
}

/** Whose session this is; `outside` is shown while it is nobody's, `unknown` until that is known. */
export function SessionProvider({ outside, unknown, children }: { outside: ReactNode; unknown: (error: Error | null) => ReactNode; children: ReactNode }) {
  const queries = useQueryClient();
  const { data: me, error } = useQuery({ queryKey: keys.me, queryFn: whoAmI, staleTime: Infinity, retry: true, retryDelay: 2000 });

  useEffect(
    () =>
      onLoggedOut(() => {
        if (queries.getQueryData(keys.me)) becomes(queries, null);
      }),
    [queries],
  );

  const session = useMemo<Session | undefined>(() => {
    if (!me) return undefined;
    const permissions = new Set(me.permissions);
    const logOut = async () => {
      await remove('/session').catch(() => {});
      forgetLanguage();
      becomes(queries, null);
    };
    return { me, may: (permission) => permissions.has(permission), logOut };
  }, [me, queries]);

  if (me === undefined) return unknown(error);
  if (!session) return outside;
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Opens a session: by a password, or by a link that is good once. @throws Problem */
export function useEnter() {
  const queries = useQueryClient();
  return async (path: '/session' | '/set-up' | '/password/reset', body: unknown) => {
    const me = await post<Me>(path, body);
    carry({ csrfToken: me.csrfToken });
    becomes(queries, me);
  };
}
