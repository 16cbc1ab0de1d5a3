import { useState } from 'react';

export interface SteadyRow<Row> {
  key: string;
  row: Row;
  /** How often it has changed since it was first shown; each time it glows. */
  changes: number;
  /** It is no longer in the list; it stays in its place until the reader lets the updates in. */
  gone: boolean;
}

interface State<Row> {
  listKey: string;
  fresh?: Row[];
  shown?: SteadyRow<Row>[];
}

/** Shows a list that changes under its reader without moving anything: rows change in place, new ones wait until they are let in. */
export function useSteadyList<Row>(fresh: Row[] | undefined, keyOf: (row: Row) => string, listKey: string) {
  const [state, setState] = useState<State<Row>>(() => startedWith(listKey, fresh, keyOf));
  if (state.fresh !== fresh || state.listKey !== listKey)
    setState(state.listKey === listKey ? followed(state, fresh, keyOf) : startedWith(listKey, fresh, keyOf));

  const shownKeys = new Set(state.shown?.map(({ key }) => key));
  const hidden = state.fresh?.filter((row) => !shownKeys.has(keyOf(row))).length ?? 0;
  const gone = state.shown?.filter((row) => row.gone).length ?? 0;
  return { rows: state.shown, updates: hidden + gone, letIn: () => setState(startedWith(listKey, fresh, keyOf)) };
}

const startedWith = <Row>(listKey: string, fresh: Row[] | undefined, keyOf: (row: Row) => string): State<Row> => ({
  listKey,
  fresh,
  shown: fresh?.map((row) => ({ key: keyOf(row), row, changes: 0, gone: false })),
});

function followed<Row>(state: State<Row>, fresh: Row[] | undefined, keyOf: (row: Row) => string): State<Row> {
  if (!fresh) return state;
  if (!state.shown?.some(({ gone }) => !gone)) return startedWith(state.listKey, fresh, keyOf);
  const now = new Map(fresh.map((row) => [keyOf(row), row]));
  const shown = state.shown.map((old) => {
    const row = now.get(old.key);
    if (!row) return { ...old, gone: true };
    return { ...old, row, gone: false, changes: JSON.stringify(row) === JSON.stringify(old.row) ? old.changes : old.changes + 1 };
  });
  // What comes behind the last row, another page for one, moves nothing.
  const known = new Set(shown.map(({ key }) => key));
  const last = fresh.findLastIndex((row) => known.has(keyOf(row)));
  const behind = fresh.slice(last + 1).map((row) => ({ key: keyOf(row), row, changes: 0, gone: false }));
  return { ...state, fresh, shown: [...shown, ...behind] };
}
