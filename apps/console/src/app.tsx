import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { isOutOfSight, Problem } from './api/problem';
import { SessionProvider } from './api/session';
import { Bars } from './parts/bars';
import { Skeleton } from './parts/skeleton';
import { ThemeProvider } from './theme/theme';
import { SpeechProvider } from './words/speech-provider';

const LogInPage = lazy(() => import('./pages/log-in/log-in-page'));
const Inside = lazy(() => import('./inside'));
const SetUpPage = lazy(() => import('./pages/set-up/set-up-page'));
const NewPasswordPage = lazy(() => import('./pages/new-password/new-password-page'));

/** What may not be read any more is not shown any more either: what was read of it before goes at once. */
const forgetting = new QueryCache({
  onError: (error, query) => {
    if (isOutOfSight(error)) query.setState({ data: undefined });
  },
});

const queries = new QueryClient({
  queryCache: forgetting,
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (times, error) => times < 3 && error instanceof Problem && (error.code === 'server-away' || error.body.status >= 500),
      retryDelay: 1500,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
});

const waiting = (
  <main className="waiting-page">
    <Bars />
    <Skeleton rows={4} />
  </main>
);

const inside = (
  <SessionProvider outside={<LogInPage />} unknown={() => waiting}>
    <Inside />
  </SessionProvider>
);

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <SpeechProvider>
        {(antd) => (
          <ThemeProvider locale={antd}>
            <BrowserRouter>
              <Suspense fallback={waiting}>
                <Routes>
                  <Route path="set-up" element={<SetUpPage />} />
                  <Route path="new-password" element={<NewPasswordPage />} />
                  <Route path="*" element={inside} />
                </Routes>
              </Suspense>
            </BrowserRouter>
          </ThemeProvider>
        )}
      </SpeechProvider>
    </QueryClientProvider>
  );
}
