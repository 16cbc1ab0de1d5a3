import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { BrowserRouter } from 'react-router';
import { Problem } from './api/problem';
import { SessionProvider } from './api/session';
import { Bars } from './parts/bars';
import { Skeleton } from './parts/skeleton';
import { ThemeProvider } from './theme/theme';
import { SpeechProvider } from './words/speech-provider';

const LogInPage = lazy(() => import('./pages/log-in/log-in-page'));
const Inside = lazy(() => import('./inside'));

const queries = new QueryClient({
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

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <SpeechProvider>
        {(antd) => (
          <ThemeProvider locale={antd}>
            <BrowserRouter>
              <Suspense fallback={waiting}>
                <SessionProvider outside={<LogInPage />} unknown={() => waiting}>
                  <Inside />
                </SessionProvider>
              </Suspense>
            </BrowserRouter>
          </ThemeProvider>
        )}
      </SpeechProvider>
    </QueryClientProvider>
  );
}
