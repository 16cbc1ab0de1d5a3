import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { OrganizationDetail, PersonDetail } from './administration-types';
import { get } from './client';
import { keys } from './keys';

export const useOrganization = (id: string | undefined) =>
  useQuery({ queryKey: keys.administeredOrganization(id ?? ''), queryFn: () => get<OrganizationDetail>(`/organizations/${id}`), enabled: id !== undefined });

export const usePerson = (id: string) => useQuery({ queryKey: keys.person(id), queryFn: () => get<PersonDetail>(`/people/${id}`) });

/** Reads again what a change of organisations or people may have changed. */
export function useAdministered() {
  const queries = useQueryClient();
  return async (): Promise<void> => {
    await Promise.all([keys.administration, keys.allOrganizations].map((queryKey) => queries.invalidateQueries({ queryKey })));
  };
}
