import { useEffect, useRef, useState } from 'react';
import { post } from '../../api/client';
import { isProblem } from '../../api/problem';
import type { Draft, DraftBody, Task } from '../../api/task-types';

const pause = 800;
const pauseAfterFailure = 4000;

interface Saved {
  body: DraftBody;
  revision: number;
  savedAt?: string;
}

const same = (a: DraftBody, b: DraftBody) => JSON.stringify(a) === JSON.stringify(b);

/** Keeps what is typed on the server. What was saved elsewhere meanwhile is shown beside it, never overwritten. */
export function useDraft({ id, draft, acts }: Task) {
  const [saved, setSaved] = useState<Saved>(() => ({ body: draft?.body ?? {}, revision: draft?.revision ?? 0, savedAt: draft?.savedAt }));
  const [body, setBody] = useState(saved.body);
  const [state, setState] = useState<'still' | 'saving' | 'waiting'>('still');
  const [conflict, setConflict] = useState<Draft>();
  const [held, hold] = useState(false);
  const pending = acts.draft.allowed && !held && !conflict && !same(body, saved.body);

  const send = () => post<Draft>(`/tasks/${id}/draft`, { body, revision: saved.revision });
  const save = async () => {
    setState('saving');
    try {
      const { revision, savedAt } = await send();
      setSaved({ body, revision, savedAt });
      setState('still');
    } catch (problem) {
      const current = isProblem(problem, 'stale') ? (problem.body.current as Draft | undefined) : undefined;
      setConflict(current);
      setState(current ? 'still' : 'waiting');
    }
  };

  // Each render begins the pause anew: it ends when its writer pauses.
  useEffect(() => {
    if (!pending || state === 'saving') return;
    const timer = setTimeout(() => void save(), state === 'waiting' ? pauseAfterFailure : pause);
    return () => clearTimeout(timer);
  });

  // Whoever leaves before the pause is over loses nothing.
  const leaving = useRef<() => void>(undefined);
  useEffect(() => {
    leaving.current = pending && state !== 'saving' ? () => void send().catch(() => {}) : undefined;
  });
  useEffect(() => () => leaving.current?.(), []);

  return {
    body,
    state,
    savedAt: saved.savedAt,
    conflict,
    change: (fields: DraftBody) => setBody((old) => ({ ...old, ...fields })),
    /** Saves nothing while the decision is on its way. */
    hold,
    useMine: () => {
      setSaved(conflict!);
      setConflict(undefined);
    },
    useTheirs: () => {
      setSaved(conflict!);
      setBody(conflict!.body);
      setConflict(undefined);
    },
  };
}
