import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from './client';
import { engineIsAway, serverIsBack } from './connection';
import { keys } from './keys';

const firstWait = 500;
const longestWait = 15_000;

/** The one stream of this tab: what changed on the server is read again here. Reconnects by itself, and after a gap reads all that is shown again. */
function listen(queries: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = firstWait;
  let gap = false;

  const again = () => {
    source?.close();
    gap = true;
    timer = setTimeout(open, wait);
    wait = Math.min(wait * 2, longestWait);
  };

  function open() {
    source = new EventSource('/api/events');
    source.onopen = () => {
      serverIsBack();
      wait = firstWait;
      if (gap) void queries.invalidateQueries();
      gap = false;
    };
    source.onerror = () => {
      again();
      // Asks why: the server may be away, or the person logged out elsewhere; the client tells either.
      get('/me').catch(() => {});
    };
    source.addEventListener('process', ({ data }: MessageEvent<string>) => changed(queries, (JSON.parse(data) as { ids: string[] }).ids));
    source.addEventListener('tasks', () => void queries.invalidateQueries({ queryKey: keys.tasks }));
    source.addEventListener('engine', ({ data }: MessageEvent<string>) => engineIsAway((JSON.parse(data) as { away: boolean }).away));
    source.addEventListener('gap', () => void queries.invalidateQueries());
    source.addEventListener('ended', () => {
      // Rights may have changed: whoever is still logged in gets a new stream.
      void queries.invalidateQueries();
      again();
    });
  }

  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Reads again exactly what shows one of these processes, and the lists that may. */
function changed(queries: QueryClient, ids: string[]): void {
  const about = new Set(ids);
  for (const id of ids) void queries.invalidateQueries({ queryKey: keys.process(id) });
  void queries.invalidateQueries({
    queryKey: keys.taskPages,
    predicate: ({ state }) => about.has((state.data as { process?: { id: string } } | undefined)?.process?.id ?? ''),
  });
  for (const queryKey of [keys.boxes, keys.counts, keys.processes, keys.board, keys.clues, keys.notices, keys.parked])
    void queries.invalidateQueries({ queryKey });
}

export function useEvents(): void {
  const queries = useQueryClient();
  useEffect(() => listen(queries), [queries]);
}
