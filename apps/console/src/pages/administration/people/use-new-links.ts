import { useState } from 'react';
import { useAdministered } from '../../../api/administration';
import type { PasswordLink, PasswordToken, PersonRow } from '../../../api/administration-types';
import { get, post } from '../../../api/client';
import { keys } from '../../../api/keys';
import { pageOf } from '../../../api/lists';
import { Problem } from '../../../api/problem';
import type { Page } from '../../../api/types';
import { useKept } from '../../../parts/kept';

/** What has come of it: the links, and for whom there is none, with the first reason. */
export interface NewLinks {
  links: PasswordLink[];
  notMade: string[];
  why?: unknown;
}

/** New links for all people of a list, one after the other: what has been made is kept, whatever happens to the next. */
export function useNewLinks(path: string) {
  const administered = useAdministered();
  const [made, keep] = useKept<NewLinks>(keys.newLinks);
  const [progress, setProgress] = useState(0);

  const make = async () => {
    const people = await everybody(path);
    const result: NewLinks = { links: [], notMade: [] };
    for (const { id, name, login } of people)
      try {
        const token = await post<PasswordToken>(`/people/${id}/password-token`);
        result.links.push({ name, login, ...token });
        setProgress(result.links.length);
      } catch (problem) {
        result.notMade.push(name);
        result.why ??= problem;
        if (!(problem instanceof Problem) || problem.body.status === 0) break; // with the server away there is no point in the next
      }
    keep(result);
    await administered();
  };
  return { made, progress, make, forget: () => keep(undefined) };
}

async function everybody(path: string): Promise<PersonRow[]> {
  const people: PersonRow[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<PersonRow> = await get(pageOf(path, { cursor, limit: 200 }));
    people.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return people;
}
