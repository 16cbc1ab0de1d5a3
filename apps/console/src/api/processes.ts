import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from './client';
import { keys } from './keys';
import type { Process, ProcessAct } from './process-types';

export const useProcess = (id: string) => useQuery({ queryKey: keys.process(id), queryFn: () => get<Process>(`/processes/${id}`) });

/** Acts on a process and keeps the answer as the newest state of its page. */
export function useProcessAct(id: string) {
  const queries = useQueryClient();
  return async (act: ProcessAct, body: unknown = {}) => {
    queries.setQueryData(keys.process(id), await post<Process>(`/processes/${id}/${act}`, body));
    for (const queryKey of [keys.timelines(id), keys.processes, keys.boxes, keys.counts, keys.clues, keys.board]) void queries.invalidateQueries({ queryKey });
  };
}
