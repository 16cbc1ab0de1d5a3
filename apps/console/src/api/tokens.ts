import { useQuery } from '@tanstack/react-query';
import { post } from './client';
import { keys } from './keys';
import { isProblem } from './problem';

/** For what a link is good that is good once. */
export interface TokenUse {
  purpose: 'set-up' | 'password' | 'spent';
  login?: string;
  name?: string;
}

/** The token of such a link stands behind the `#` of its address: no server's log gets to see it. */
export const tokenInAddress = (): string => window.location.hash.slice(1);

/** Asks for what a token is good; one that is none, or no longer, is spent. */
export const useToken = (token: string) =>
  useQuery({
    queryKey: keys.token(token),
    queryFn: () =>
      post<TokenUse>('/tokens/look', { token }).catch((problem: unknown): TokenUse => {
        if (isProblem(problem, 'token-spent') || isProblem(problem, 'invalid')) return { purpose: 'spent' };
        throw problem;
      }),
    staleTime: Infinity,
  });
