import { type InvalidateQueryFilters, type Query, type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from './client';
import { engineIsAway, serverIsBack } from './connection';
import { keys } from './keys';
import type { Task } from './task-types';

const firstWait = 500;
const longestWait = 15_000;
/** Milliseconds between two readings of the lists, however much happens in the city. */
const betweenLists = 500;

/** The one stream of this tab: what changed on the server is read again here. Reconnects by itself, and after a gap reads all that is shown again. */
function listen(queries: QueryClient): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = firstWait;
  let gap = false;
  const readLists = atMostEvery(betweenLists, () => {
    for (const queryKey of [keys.boxes, keys.counts, keys.processes, keys.board, keys.clues, keys.notices, keys.parked]) readAgain(queries, { queryKey });
  });

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
      if (gap) readAgain(queries);
      gap = false;
    };
    source.onerror = () => {
      again();
      // Asks why: the server may be away, or the person logged out elsewhere; the client tells either.
      get('/me').catch(() => {});
    };
    source.addEventListener('process', ({ data }: MessageEvent<string>) => {
      changed(
        queries,
        (JSON.parse(data) as { processes: { id: string }[] }).processes.map(({ id }) => id),
      );
      readLists();
    });
    source.addEventListener('engine', ({ data }: MessageEvent<string>) => {
      const changed = engineIsAway((JSON.parse(data) as { away: boolean }).away);
      if (changed) readAgain(queries); // the board and every sentence speak of it
    });
    source.addEventListener('gap', () => readAgain(queries));
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

/** Reads again, also what is being read for the first time just now: that may have been looked up before the change. */
function readAgain(queries: QueryClient, what: InvalidateQueryFilters = {}): void {
  const forTheFirstTime = { ...what, predicate: (query: Query) => query.state.data === undefined && (what.predicate?.(query) ?? true) };
  void queries.cancelQueries(forTheFirstTime).then(() => queries.invalidateQueries(what));
}

/** Calls at once, and what is asked for meanwhile in one call when the time is over. */
function atMostEvery(milliseconds: number, call: () => void): () => void {
  let resting = false;
  let asked = false;
  return function ask() {
    asked = true;
    if (resting) return;
    asked = false;
    resting = true;
    call();
    setTimeout(() => {
      resting = false;
      if (asked) ask();
    }, milliseconds);
  };
}

/** Reads again exactly what shows one of these processes. */
function changed(queries: QueryClient, ids: string[]): void {
  const about = new Set(ids);
  for (const id of ids) readAgain(queries, { queryKey: keys.process(id) });
  readAgain(queries, {
    queryKey: keys.taskPages,
    predicate: ({ state }) => state.data === undefined || about.has((state.data as Task).process.id),
  });
}

export function useEvents(): void {
  const queries = useQueryClient();
  useEffect(() => listen(queries), [queries]);
}
