import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { say, type Words } from '#domain/language';
import type { Actor } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { Problem, problems } from '../http/problem.js';
import type { Allowance } from '../processes/views.dto.js';
import { nameIn } from '../processes/names.js';
import { type PersonState, personOf } from './person.js';
import type { AdministeredPersonView, PeoplePage, PeopleQuery, PersonActs, PersonDetail, RoleOfPersonView } from './people.dto.js';
import { sessionsOf } from '../identity/session-rows.js';

type PersonRecord = Omit<AdministeredPersonView, 'roles'> & { roles: (Omit<RoleOfPersonView, 'take'> & { administered: boolean })[] };

const columns = (actor: Actor) => `p.id, p.name, p.login, p.active, jsonb_build_object('id', o.id, 'name', ${nameIn('o', actor.language)}) as organization,
  (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'organization', jsonb_build_object('id', ro.id, 'name', ${nameIn('ro', actor.language)}), 'since', r.since, 'administered', administers(ro.id)) order by r.role, ro.id), '[]')
   from role_assignment r join organization ro on ro.id = r.organization_id where r.person_id = p.id) as roles,
  not exists (select from without_password(array[p.id])) as "passwordSet"`;
/** Whether the acting person administers the pool of a task `t`, and so chooses who has it next. */
export const administersPool = `administers(split_part(t.pool, '/', 1)::uuid)`;

const place = `p.name collate "zh-Hans-CN-x-icu", p.id`;

/** People, as those see them who administer them. */
@Injectable()
export class PersonLists {
  constructor(private readonly database: Database) {}

  list(actor: Actor, { organizationId, q, role, inactive, withoutPassword, cursor, limit }: PeopleQuery): Promise<PeoplePage> {
    const after = placeOf(cursor, 'id');
    return this.database.look(actor, async (tx) => {
      const rows = await tx.query<PersonRecord>(
        `select ${columns(actor)} from person p join organization o on o.id = p.organization_id
         where o.path && (select app_administers()) and ($1::uuid is null or o.id = $1) and ($2::text is null or position(lower($2) in lower(p.name || ' ' || p.login)) > 0)
           and ($3::text is null or exists (select from role_assignment r where r.person_id = p.id and r.role = $3)) and (p.active or $4)
           and (not $7 or (p.active and exists (select from without_password(array[p.id]))))
           and ($5::uuid is null or (${place}) > (select ${place} from person p where p.id = $5))
         order by ${place} limit $6`,
        [organizationId ?? null, q ?? null, role ?? null, inactive ?? false, after?.[0] ?? null, limit + 1, withoutPassword ?? false],
      );
      return pageOf(rows, limit, (row) => ({ ...row, roles: rolesOf(row, actor) }), ({ id }) => cursorOf(id)); // oxfmt-ignore
    });
  }

  /** @throws Problem `not-found` */
  detail(actor: Actor, id: string): Promise<PersonDetail> {
    return this.database.look(actor, (tx) => this.detailOf(tx, actor, id));
  }

  private async detailOf(tx: Transaction, actor: Actor, id: string): Promise<PersonDetail> {
    const state = await personOf(tx, id);
    const row = await tx.one<PersonRecord & { addedAt: Date; leftAt: Date | null }>(
      `select ${columns(actor)}, p.created_at as "addedAt", p.deactivated_at as "leftAt" from person p join organization o on o.id = p.organization_id where p.id = $1`,
      [id],
    );
    const { leftAt, ...person } = row!;
    const [sessions, tasks, successors] = await Promise.all([sessionsOf(tx, actor, id), this.tasks(tx, actor, id), this.successors(tx, id)]);
    return { ...person, roles: rolesOf(person, actor), leftAt: leftAt ?? undefined, sessions, tasks, successors, acts: actsOn(actor, state) };
  }

  private tasks = (tx: Transaction, actor: Actor, person: string): Promise<PersonDetail['tasks']> =>
    tx.query(
      `select jsonb_build_object('id', t.process_id, 'number', t.number) as process, jsonb_build_object('id', o.id, 'name', ${nameIn('o', actor.language)}) as organization
       from tasks_in_hand($1) t join organization o on o.id::text = split_part(t.pool, '/', 1) order by t.number, t.step`,
      [person],
    );

  private successors = (tx: Transaction, person: string): Promise<PersonDetail['successors']> =>
    tx.query(
      `select distinct p.id, p.name collate "zh-Hans-CN-x-icu" as name from tasks_in_hand($1) t join role_assignment r on r.pool = t.pool join person p on p.id = r.person_id
       where p.active and p.id <> $1 and ${administersPool} order by 2, 1`,
      [person],
    );
}

const left: Words = { zh: '此人已停用。', en: 'This person has left.' };
const elsewhere: Words = {
  zh: '此人在您的管理范围之外还有角色，请上级管理员办理。',
  en: 'This person has roles beyond what you administer: an administrator above has to do this.',
};

export const heldElsewhere: Words = {
  zh: '这个角色在您的管理范围之外，请上级管理员办理。',
  en: 'This role is held beyond what you administer: an administrator above has to do this.',
};

const unless = (why: Words | false, { language }: Actor): Allowance => (why ? { allowed: false, why: say(why, language) } : { allowed: true });

/** Why nobody may change where somebody belongs or what they are: not one's own, and of nobody who has left. */
const barred = ({ id, active }: Pick<PersonState, 'id' | 'active'>, actor: Actor): Words | false =>
  (id === actor.person && problems['not-yourself']) || (!active && left);

/** The roles of a person, and which of them the acting person may take away. */
const rolesOf = (person: PersonRecord, actor: Actor): RoleOfPersonView[] =>
  person.roles.map(({ administered, ...role }) => ({ ...role, take: unless(barred(person, actor) || (!administered && heldElsewhere), actor) }));

/** What somebody may do with a person now, and why not the rest. */
function actsOn(actor: Actor, person: PersonState): PersonActs {
  const not = barred(person, actor);
  return {
    change: unless(!person.active && left, actor),
    move: unless(not, actor),
    leave: unless(person.id === actor.person && problems['not-yourself'], actor),
    reset: unless(not || (!person.everywhere && elsewhere), actor),
    roles: unless(not, actor),
  };
}

/** That a person is still there. @throws Problem `wrong-state` */
export function mustBeActive({ active }: PersonState): void {
  if (!active) throw new Problem('wrong-state', { detail: left });
}

/** @throws Problem `not-allowed` where they have roles that the acting person does not administer */
export function mustBeAdministeredEverywhere({ everywhere }: PersonState): void {
  if (!everywhere) throw new Problem('not-allowed', { detail: elsewhere });
}
