import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from './client';
import { keys } from './keys';
import { useSession } from './session';
import type { Counts, Kind, Pool, Task, TaskRow } from './task-types';
import type { Page } from './types';

export function useCounts(): Counts | undefined {
  const { may } = useSession();
  return useQuery({ queryKey: keys.counts, queryFn: () => get<Counts>('/tasks/counts'), placeholderData: keepPreviousData, enabled: may('task.read') }).data;
}

export const useTask = (id: string | undefined) =>
  useQuery({ queryKey: keys.task(id ?? ''), queryFn: () => get<Task>(`/tasks/${id}`), enabled: id !== undefined });

export const usePools = () => useQuery({ queryKey: keys.pools, queryFn: () => get<Pool[]>('/tasks/pools') }).data ?? [];
export const useKinds = () => useQuery({ queryKey: keys.kinds, queryFn: () => get<Kind[]>('/tasks/kinds') }).data ?? [];

/** Changes the rows that the boxes hold until they are read again. */
const changeBoxes = (queries: QueryClient, change: (rows: TaskRow[]) => TaskRow[]): void =>
  void queries.setQueriesData<{ pages: Page<TaskRow>[] }>(
    { queryKey: keys.boxes },
    (list) => list && { ...list, pages: list.pages.map((page) => ({ ...page, items: change(page.items) })) },
  );

/** Acts on a task and keeps the answer as the newest state of its page; what is settled leaves the boxes, lists and counts are read again. */
export function useTaskAct() {
  const queries = useQueryClient();
  return async (path: string, body: unknown = {}): Promise<Task> => {
    const task = await post<Task>(`/tasks/${path}`, body);
    // What was looked up before this must not come after it.
    await queries.cancelQueries({ queryKey: keys.task(task.id) });
    queries.setQueryData(keys.task(task.id), task);
    if (task.state !== 'open') changeBoxes(queries, (rows) => rows.filter(({ id }) => id !== task.id));
    for (const queryKey of [keys.boxes, keys.counts, keys.process(task.process.id)]) void queries.invalidateQueries({ queryKey });
    return task;
  };
}

interface Lost {
  task: string;
  problem: unknown;
}

/** Claims at once for the eye, and takes it back with the reason where somebody else was quicker. */
export function useClaim() {
  const queries = useQueryClient();
  const act = useTaskAct();
  const { me } = useSession();
  const [lost, setLost] = useState<Lost>();

  const claim = async (row: TaskRow): Promise<boolean> => {
    if (!row.id) return false;
    setLost(undefined);
    const before = queries.getQueriesData<{ pages: Page<TaskRow>[] }>({ queryKey: keys.boxes });
    const mine = (task: TaskRow): TaskRow => (task.id === row.id ? { ...task, mine: true, holder: me.person, claim: { allowed: false } } : task);
    changeBoxes(queries, (rows) => rows.map(mine));
    try {
      await act(`${row.id}/claim`);
      return true;
    } catch (problem) {
      for (const [key, list] of before) queries.setQueryData(key, list);
      setLost({ task: row.id, problem });
      void queries.invalidateQueries({ queryKey: keys.tasks });
      return false;
    }
  };
  return { claim, lost };
}
