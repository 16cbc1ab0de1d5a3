import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get, queryOf } from './client';
import type { Page } from './types';

const pageSize = 50;

/** The address of one page of a list; `path` may already hold a query. */
export function pageOf(path: string, page: { cursor?: string; limit: number }): string {
  const more = queryOf(page);
  return path.includes('?') ? `${path}&${more.slice(1)}` : `${path}${more}`;
}

/** A list that is read page by page. `path` may already hold a query, which is part of `queryKey`. */
export function useList<Row>(queryKey: readonly unknown[], path: string, options: { enabled?: boolean } = {}) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => get<Page<Row>>(pageOf(path, { cursor: pageParam, limit: pageSize })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: options.enabled ?? true,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items), [pages]);
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  return { rows, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch };
}
