import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

/** What the server does not have, or never shows again: it is there when one comes back, as long as this tab is, and goes with the log-in or when it is set to undefined. */
export function useKept<Value>(queryKey: readonly string[]) {
  const queries = useQueryClient();
  const [kept, setKept] = useState(() => queries.getQueryData<Value>(queryKey));
  const keep = (value: Value | undefined): void => {
    queries.setQueryDefaults(queryKey, { gcTime: Infinity });
    if (value === undefined) queries.removeQueries({ queryKey });
    else queries.setQueryData<Value>(queryKey, value);
    setKept(value);
  };
  return [kept, keep] as const;
}
