import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { queryOf } from '../../api/client';

const inAddress = ['kind', 'pool', 'due', 'overdue'] as const;
export type Filters = Partial<Record<(typeof inAddress)[number], string>>;

/** The filters of a box live in the address, so that Back brings them again; not what was searched for: it may be a unit's name. */
export function useFilters() {
  const [params, setParams] = useSearchParams();
  const [q, search] = useState('');
  const filters: Filters = Object.fromEntries(inAddress.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
  const set = (change: Filters) =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const clear = () => {
    search('');
    set(Object.fromEntries(inAddress.map((name) => [name, undefined])));
  };
  return { filters, q, set, search, clear, query: queryOf({ ...filters, q }), any: q !== '' || Object.keys(filters).length > 0 };
}
