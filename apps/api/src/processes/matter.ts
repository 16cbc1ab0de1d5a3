import type { Transaction } from '#database/database';
import { lockProcess, type Locked } from '#database/record/process';
import { definitionOf } from '#workflows/contracts';
import type { ProcessDefinition } from '#workflows/kit/contract';
import { type Actor, ledPoolsOf, poolsOf, rolesOf } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { mayHere, type Permission, type Relation } from '../rights/rights.js';

/** A process as one person stands to it. */
export interface Matter {
  id: string;
  type: string;
  relations: Relation[];
}

/** A process that is locked for a command or a task act, with what is known of its kind. */
export interface LockedMatter extends Matter {
  process: Locked;
  definition: ProcessDefinition;
}

/**
 * How the person stands to a process, or to that of a task: read with the person's own sight, so a process that is not theirs to see, or from which a recusal keeps them, is not found.
 * A handler is who holds an open task of it, or has decided one; a claim that has lapsed stays its holder's until somebody else takes it. Copies make nobody a handler.
 */
export async function matterOf(tx: Transaction, actor: Actor, of: { process: string } | { task: string }): Promise<Matter> {
  const row = await tx.one<{ id: string; type: string; sender: boolean; scope: boolean; pools: { pool: string; relation: string }[]; handler: boolean }>(
    `select p.id, p.type, p.opened_by = $2 as sender,
       p.organization_id = any ((select app_scope())::uuid[]) as scope,
       (select coalesce(jsonb_agg(jsonb_build_object('pool', r.pool, 'relation', r.relation)), '[]') from process_reader r where r.process_id = p.id and r.pool = any ($3)) as pools,
       exists (select from task t where t.process_id = p.id and not t.copy and ((t.holder = $2 and t.state = 'open') or t.decided_by = $2)) as handler
     from ${'task' in of ? 'task its join process p on p.id = its.process_id where its.id = $1' : 'process p where p.id = $1'}`,
    ['task' in of ? of.task : of.process, actor.person, [...poolsOf(actor), ...ledPoolsOf(actor)]],
  );
  if (!row) throw new Problem('not-found');
  const own = new Set(poolsOf(actor));
  const led = new Set(ledPoolsOf(actor));
  const relations = new Set<Relation>();
  if (row.sender) relations.add('sender');
  if (row.handler) relations.add('handler');
  for (const { pool, relation } of row.pools) {
    if (own.has(pool)) relations.add(relation as Relation);
    if (led.has(pool) || (own.has(pool) && pool.endsWith('/team-lead'))) relations.add('lead');
  }
  if (row.scope) for (const role of rolesOf(actor)) if (role === 'supervisor' || role === 'administrator') relations.add(role);
  return { id: row.id, type: row.type, relations: [...relations] };
}

/** The same, where the person may do this there. @throws Problem `not-found`, `not-allowed` */
export async function matterFor(tx: Transaction, actor: Actor, of: { process: string } | { task: string }, permission: Permission): Promise<Matter> {
  const matter = await matterOf(tx, actor, of);
  if (!mayHere(permission, rolesOf(actor), matter.relations)) throw new Problem('not-allowed');
  return matter;
}

/** Opens a process to this transaction for what the person may do there, and locks it. @throws Problem `not-found`, `not-allowed` */
export const lockMatter = async (tx: Transaction, actor: Actor, of: { process: string }, permission: Permission): Promise<LockedMatter> =>
  lock(tx, await matterFor(tx, actor, of, permission));

/** The same, where the policy module has allowed it already. What is asked right after it is read under the lock. */
export async function lock(tx: Transaction, matter: Matter): Promise<LockedMatter> {
  tx.enter(matter.id);
  const process = await lockProcess(tx, matter.id);
  if (!process) throw new Problem('not-found');
  return { ...matter, process, definition: definitionOf(process.type) };
}
