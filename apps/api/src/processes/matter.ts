import type { Transaction } from '#database/database';
import { lockProcess, type Locked } from '#database/record/process';
import { definitionOf } from '#workflows/contracts';
import type { ProcessDefinition } from '#workflows/kit/contract';
import { type Actor, poolsInSightOf } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import type { Role } from '#domain/roles';
import { mayHere, type Permission, type Relation, type Standing } from '../rights/rights.js';

/** A process as one person stands to it. */
export interface Matter {
  id: string;
  type: string;
  standings: Standing[];
  /** What the standings follow from. */
  record: MatterRecord;
}

/** A process that is locked for a command or a task act, with what is known of its kind. */
export interface LockedMatter extends Matter {
  process: Locked;
  definition: ProcessDefinition;
}

interface MatterRecord {
  id: string;
  type: string;
  opened: boolean;
  /** The organisation that sent it. */
  organizationId: string;
  /** Whether it lies in what the person watches as a supervisor, or administers. */
  supervisor: boolean;
  administrator: boolean;
  readers: { pool: string; relation: Relation }[];
  /** The pools of the tasks that the person holds or has decided. */
  handled: string[];
}

/** The pools of those tasks of a process that the person $2 holds or has decided. */
const handled = (process: string) =>
  `(select coalesce(array_agg(distinct t.pool), '{}') from task t where t.process_id = ${process} and not t.copy and ((t.holder = $2 and t.state = 'open') or t.decided_by = $2)) as handled`;

/**
 * How the person stands to a process, or to that of a task: read with the person's own sight, so a process that is not theirs to see, or from which a recusal keeps them, is not found.
 * A handler is who holds an open task of it, or has decided one, and still belongs to that task's pool; a claim that has lapsed stays its holder's until somebody else takes it. Copies make nobody a handler.
 */
export async function matterOf(tx: Transaction, actor: Actor, of: { process: string } | { task: string }): Promise<Matter> {
  const row = await tx.one<MatterRecord>(
    `select p.id, p.type, p.opened_by = $2 as opened, p.organization_id as "organizationId",
       $4 and p.organization_id = any (watch_of($2, 'supervisor')) as supervisor, $5 and p.organization_id = any (watch_of($2, 'administrator')) as administrator,
       (select coalesce(jsonb_agg(jsonb_build_object('pool', r.pool, 'relation', r.relation)), '[]') from process_reader r where r.process_id = p.id and r.pool = any ($3)) as readers,
       ${handled('p.id')}
     from ${'task' in of ? 'task its join process p on p.id = its.process_id where its.id = $1' : 'process p where p.id = $1'}`,
    ['task' in of ? of.task : of.process, actor.person, poolsInSightOf(actor), holds(actor, 'supervisor'), holds(actor, 'administrator')],
  );
  if (!row) throw new Problem('not-found');
  return matterFrom(actor, row);
}

/** The same of a process that has been entered, for who has just acted there: they may have got a task into their hands, or a recusal may keep them from it by now. @throws Problem `not-found` */
export async function matterAfter(tx: Transaction, actor: Actor, { record }: Matter): Promise<Matter> {
  const row = await tx.one<Pick<MatterRecord, 'handled'>>(
    `select ${handled('$1')} where not exists (select from exclusion e where e.process_id = $1 and e.person_id = $2)`,
    [record.id, actor.person],
  );
  if (!row) throw new Problem('not-found');
  return matterFrom(actor, { ...record, ...row });
}

const matterFrom = (actor: Actor, record: MatterRecord): Matter => ({
  id: record.id,
  type: record.type,
  standings: actor.roles.flatMap(({ role, organizationId }) => standingsBy(role, organizationId, record)),
  record,
});

const holds = ({ roles }: Actor, role: Role): boolean => roles.some((held) => held.role === role);

/** In which relations a role in an organisation puts its holder to a process. */
function standingsBy(role: Role, organization: string, { opened, organizationId, readers, handled, ...watched }: MatterRecord): Standing[] {
  const pool = `${organization}/${role}`;
  const relations = new Set<Relation>(readers.filter((reader) => reader.pool === pool).map(({ relation }) => relation));
  if (opened && organization === organizationId) relations.add('sender');
  if (handled.includes(pool)) relations.add('handler');
  if (role === 'team-lead' && readers.some((reader) => reader.pool === pool || reader.pool === `${organization}/reviewer`)) relations.add('lead');
  if ((role === 'supervisor' || role === 'administrator') && watched[role]) relations.add(role);
  return [...relations].map((relation) => ({ role, relation }));
}

export const standsAs = ({ standings }: Matter, relation: Relation): boolean => standings.some((standing) => standing.relation === relation);

/** The same, where the person may do this there. @throws Problem `not-found`, `not-allowed` */
export async function matterFor(tx: Transaction, actor: Actor, of: { process: string } | { task: string }, permission: Permission): Promise<Matter> {
  const matter = await matterOf(tx, actor, of);
  mustBeAllowed(matter, permission);
  return matter;
}

/** @throws Problem `not-allowed` */
export function mustBeAllowed({ standings }: Matter, permission: Permission): void {
  if (!mayHere(permission, standings)) throw new Problem('not-allowed');
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
