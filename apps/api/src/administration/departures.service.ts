import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import type { Words } from '#domain/language';
import { tellOrganization } from '#database/record/organization-chain';
import { Revocations } from '../events/revocations.js';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { LettingGo, type Stranded } from '../tasks/letting-go.service.js';
import { administeredOrganization, administers, chosenOrganization, mustKeepAnAdministrator, oneAfterTheOther } from './administering.js';
import { type PersonState, personOf } from './person.js';
import { administersPool, heldElsewhere, mustBeActive, PersonLists } from './person-lists.service.js';
import type { PersonDetail } from './people.dto.js';
import { type PlacedRole, takeRoles } from './roles.js';

const nowhere: Words = {
  zh: '此人所在的单位已停用，请先恢复该单位。',
  en: 'Their organisation is out of use: put it back into use first.',
};

/** People who leave, move or lose a role: their streams end, and what they may not have in hand any more goes to a successor or back to its pool. */
@Injectable()
export class Departures {
  constructor(
    private readonly database: Database,
    private readonly lists: PersonLists,
    private readonly lettingGo: LettingGo,
    private readonly revocations: Revocations,
  ) {}

  /** Ends all: roles, sessions, what is in hand. A repeat goes on where an earlier one was cut short. @throws Problem `not-found`, `not-yourself`, `last-administrator` */
  leave(actor: Actor, id: string, successor?: string): Promise<PersonDetail> {
    return this.depart(actor, id, successor, async (tx, person) => {
      if (!person.active) return;
      await takeRoles(tx, actor, id, person.roles);
      await this.endSessions(tx, actor, id);
      await tx.query('select end_password_tokens($1, $2)', [[id], actor.now]);
      await tx.run('update person set active = false, deactivated_at = $2 where id = $1', [id, actor.now]);
      await this.tell(tx, actor, person.organizationId, 'person-left', { person: id });
    });
  }

  /** Comes back without roles. @throws Problem `not-found`, `wrong-state`, also where their organisation is out of use */
  return(actor: Actor, id: string): Promise<PersonDetail> {
    return this.depart(actor, id, undefined, async (tx, person) => {
      if (person.active) throw new Problem('wrong-state');
      const { active } = await administeredOrganization(tx, person.organizationId);
      if (!active) throw new Problem('wrong-state', { detail: nowhere });
      await tx.run('update person set active = true, deactivated_at = null where id = $1', [id]);
      await this.tell(tx, actor, person.organizationId, 'person-returned', { person: id });
    });
  }

  /** Belongs to another organisation from now on, and begins there without roles. @throws Problem `not-found`, `not-yourself`, `invalid`, `wrong-state`, `last-administrator` */
  move(actor: Actor, id: string, to: string, successor?: string): Promise<PersonDetail> {
    return this.depart(actor, id, successor, async (tx, person) => {
      mustBeActive(person);
      await chosenOrganization(tx, to, 'organizationId');
      if (to === person.organizationId) return;
      await takeRoles(tx, actor, id, person.roles);
      await this.endSessions(tx, actor, id);
      await tx.run('update person set organization_id = $2 where id = $1', [id, to]);
      for (const organization of [person.organizationId, to])
        await this.tell(tx, actor, organization, 'person-moved', { person: id, from: person.organizationId, to });
    });
  }

  /** @throws Problem `not-found`, `not-allowed`, `not-yourself`, `last-administrator` */
  takeRole(actor: Actor, id: string, role: PlacedRole, successor?: string): Promise<PersonDetail> {
    return this.depart(actor, id, successor, async (tx) => {
      if (!(await administers(tx, role.organizationId))) throw new Problem('not-allowed', { detail: heldElsewhere });
      if ((await takeRoles(tx, actor, id, [role])) === 0) throw new Problem('not-found');
    });
  }

  private async depart(
    actor: Actor,
    id: string,
    successor: string | undefined,
    work: (tx: Transaction, person: PersonState) => Promise<void>,
  ): Promise<PersonDetail> {
    const stranded = await this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      if (id === actor.person) throw new Problem('not-yourself');
      await tx.query('select 1 from person where id = $1 for no key update', [id]); // a claim that is under way is in hand by then, or finds the role gone
      await work(tx, await personOf(tx, id));
      await mustKeepAnAdministrator(tx);
      return tx.query<Stranded>(
        `select t.task_id as task, t.process_id as process, ${administersPool} as administered from tasks_in_hand($1) t where t.stranded`,
        [id],
      );
    });
    this.revocations.changed(id);
    await this.lettingGo.of(actor, id, stranded, successor);
    return this.lists.detail(actor, id);
  }

  private async endSessions(tx: Transaction, actor: Actor, person: string): Promise<void> {
    await tx.query('select end_sessions($1, null, $2)', [person, actor.now]);
  }

  private tell = (tx: Transaction, { now: at, person }: Actor, organization: string, action: string, detail: Record<string, unknown>) =>
    tellOrganization(tx, { organization, at, person, action, detail });
}
