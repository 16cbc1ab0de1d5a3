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
export const entering = `select set_config('app.process', $1, true)`;
export const enteringInside = `${entering}, set_config('role', '${insideRole}', true)`;
