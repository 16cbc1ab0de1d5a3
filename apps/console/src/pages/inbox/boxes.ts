import { useMemo } from 'react';
import { keys } from '../../api/keys';
import { useList } from '../../api/lists';
import type { Box, TaskRow } from '../../api/task-types';

/** The boxes as people see them; `todo` is what the pools hold together with what one holds oneself. */
export const shownBoxes = ['todo', 'pool', 'mine', 'done', 'started', 'copied'] as const;
export type ShownBox = (typeof shownBoxes)[number];

export const isShownBox = (text: string | undefined): text is ShownBox => shownBoxes.some((box) => box === text);
export const taskKey = ({ id, process }: TaskRow): string => id ?? process.id;

const pathOf = (box: Box, query: string) => `/tasks?box=${box}${query && `&${query.slice(1)}`}`;

/** The rows of a box, page by page. */
export function useBox(box: ShownBox, query: string) {
  const first: Box = box === 'todo' ? 'mine' : box;
  const one = useList<TaskRow>(keys.box(pathOf(first, query)), pathOf(first, query));
  const two = useList<TaskRow>(keys.box(pathOf('pool', query)), pathOf('pool', query), { enabled: box === 'todo' });
  const merged = useMemo(
    () => one.rows && two.rows && merge(one.rows, one.hasNextPage, two.rows, two.hasNextPage),
    [one.rows, one.hasNextPage, two.rows, two.hasNextPage],
  );
  if (box !== 'todo') return one;
  return {
    rows: merged,
    error: one.error ?? two.error,
    refetch: () => Promise.all([one.refetch(), two.refetch()]),
    hasNextPage: one.hasNextPage || two.hasNextPage,
    isFetchingNextPage: one.isFetchingNextPage || two.isFetchingNextPage,
    fetchNextPage: () => Promise.all([one, two].filter(({ hasNextPage }) => hasNextPage).map(({ fetchNextPage }) => fetchNextPage())),
  };
}

const never = '9999';
const due = ({ dueAt }: TaskRow) => dueAt ?? never;

/** Joins two lists that are each in the order of their due dates. What lies beyond the end of a list that goes on is held back: something may yet come before it. */
function merge(a: TaskRow[], aGoesOn: boolean, b: TaskRow[], bGoesOn: boolean): TaskRow[] {
  const end = (rows: TaskRow[], goesOn: boolean) => (goesOn && rows.length > 0 ? due(rows.at(-1)!) : never);
  const safe = [end(a, aGoesOn), end(b, bGoesOn)].sort()[0]!;
  const seen = new Set(a.map(taskKey));
  return [...a, ...b.filter((row) => !seen.has(taskKey(row)))].filter((row) => due(row) <= safe).sort((one, two) => due(one).localeCompare(due(two)));
}
