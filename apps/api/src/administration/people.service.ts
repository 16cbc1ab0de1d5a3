import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, type Transaction } from '#database/database';
import { newToken, tokenEnd } from '#database/record/one-time-token';
import { tellOrganization } from '#database/record/organization-chain';
import type { Role } from '#domain/roles';
import type { Actor } from '../http/actor.js';
import { once } from '../http/once.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { chosenOrganization, oneAfterTheOther } from './administering.js';
import { given } from './organizations.service.js';
import { personOf } from './person.js';
import { mustBeActive, mustBeAdministeredEverywhere, PersonLists } from './person-lists.service.js';
import type { NewPersonBody, NewPersonView, PasswordTokenView, PersonChanges, PersonDetail } from './people.dto.js';
import { giveRole } from './roles.js';

/** Adding people, changing what is known of them, and letting them in. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly lists: PersonLists,
  ) {}

  /** Adds somebody, with the link by which a password is set. @throws Problem `invalid`, `not-allowed` */
  async add(actor: Actor, body: NewPersonBody): Promise<NewPersonView> {
    let password: PasswordTokenView | undefined;
    const id = await this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      return once(tx, actor, async () => {
        const { name, login, organizationId, roles = [] } = body;
        const organization = await chosenOrganization(tx, organizationId, 'organizationId');
        await mustBeFree(tx, login);
        const id = uuid();
        await tx.run('insert into person (id, login, name, organization_id, language, created_at) values ($1, $2, $3, $4, $5, $6)', [
          id,
          login,
          name,
          organizationId,
          actor.language,
          actor.now,
        ]);
        await tellOrganization(tx, { organization: organizationId, at: actor.now, person: actor.person, action: 'person-added', detail: { person: id } });
        for (const role of new Set(roles)) await giveRole(tx, actor, id, role, organization, 'roles');
        password = await this.token(tx, actor, id);
        return id;
      });
    });
    return { ...(await this.lists.detail(actor, id)), password };
  }

  /** @throws Problem `invalid`, `not-found`, `wrong-state` */
  async alter(actor: Actor, id: string, changes: PersonChanges): Promise<PersonDetail> {
    await this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      const person = await personOf(tx, id);
      mustBeActive(person);
      if (changes.login) await mustBeFree(tx, changes.login, id);
      await tx.run('update person set name = coalesce($2, name), login = coalesce($3, login) where id = $1', [id, changes.name ?? null, changes.login ?? null]);
      await this.tell(tx, actor, person.organizationId, 'person-changed', { person: id, fields: given(changes) });
    });
    return this.lists.detail(actor, id);
  }

  /** A link by which the person sets a password; those made before are good no longer. @throws Problem `not-found`, `not-yourself`, `wrong-state`, `not-allowed` */
  reset(actor: Actor, id: string): Promise<PasswordTokenView> {
    return this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      if (id === actor.person) throw new Problem('not-yourself');
      const person = await personOf(tx, id);
      mustBeActive(person);
      mustBeAdministeredEverywhere(person);
      const made = await this.token(tx, actor, id);
      await this.tell(tx, actor, person.organizationId, 'password-link-made', { person: id, until: made.expiresAt.toISOString() });
      return made;
    });
  }

  /** @throws Problem `not-found`, `invalid` */
  async giveRole(actor: Actor, id: string, { role, organizationId }: { role: Role; organizationId: string }): Promise<PersonDetail> {
    await this.database.as(actor, async (tx) => {
      await oneAfterTheOther(tx);
      if (id === actor.person) throw new Problem('not-yourself');
      mustBeActive(await personOf(tx, id));
      const organization = await chosenOrganization(tx, organizationId, 'organizationId');
      await giveRole(tx, actor, id, role, organization, 'role');
    });
    return this.lists.detail(actor, id);
  }

  /** Ends one session of a person, or all. @throws Problem `not-found` */
  async endSessions(actor: Actor, id: string, one?: string): Promise<void> {
    await this.database.as(actor, async (tx) => {
      const { organizationId } = await personOf(tx, id);
      const row = await tx.one<{ ended: number }>('select end_sessions($1, $2, $3) as ended', [id, one ?? null, actor.now]);
      if (one && row!.ended === 0) throw new Problem('not-found');
      if (row!.ended > 0) await this.tell(tx, actor, organizationId, 'sessions-ended', { person: id, sessions: row!.ended });
    });
  }

  private async token(tx: Transaction, actor: Actor, person: string): Promise<PasswordTokenView> {
    const { token, hash } = newToken();
    const expiresAt = tokenEnd('password', actor.now);
    const row = await tx.one<{ made: number }>('select make_password_tokens($1, $2, $3, $4) as made', [[hash], [person], actor.now, expiresAt]);
    if (row!.made !== 1) throw new Problem('not-allowed');
    return { token, expiresAt };
  }

  private tell = (tx: Transaction, { now: at, person }: Actor, organization: string, action: string, detail: Record<string, unknown>) =>
    tellOrganization(tx, { organization, at, person, action, detail });
}

/** A log-in name is one person's, also of somebody who has left. @throws Problem `invalid` */
async function mustBeFree(tx: Transaction, login: string, except?: string): Promise<void> {
  if (await tx.one('select 1 as taken from person where login = $1 and id is distinct from $2', [login, except ?? null]))
    throw invalidField('login', 'taken', { zh: '该用户名已被使用。', en: 'This log-in name is taken.' });
}
