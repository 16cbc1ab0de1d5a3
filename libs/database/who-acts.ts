import { insideRole } from './programs.js';

/** What follows for the policies from who acts: the pools and the organisations that the person sees. */
export interface Sight {
  pools: string;
  scope: string;
}

/** Who acts, and their sight: as it is known already, or else as the record has it. */
export const asPerson = `select set_config('app.person', $1, true), set_config('app.pools', coalesce($2, pools_of($1::uuid)::text), true) as pools,
  set_config('app.scope', coalesce($3, scope_of($1::uuid)::text), true) as scope`;

/** Opens the rows of a process: to the worker beside its own, to the interface in a role that reaches these and no others. */
const opening = (process: `$${number}`) => `set_config('app.process', ${process}, true)`;
const openingInside = (process: `$${number}`) => `${opening(process)}, set_config('role', '${insideRole}', true)`;

/** The statement that enters a process, and that of who has just acted and enters it. */
export interface Entering {
  alone: string;
  asPerson: string;
}

const enteringBy = (opened: typeof opening): Entering => ({ alone: `select ${opened('$1')}`, asPerson: `${asPerson}, ${opened('$4')}` });
export const entering = enteringBy(opening);
export const enteringInside = enteringBy(openingInside);
