import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { hashOfToken } from '#database/record/one-time-token';
import { tellOrganization } from '#database/record/organization-chain';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { invalidField } from '../http/validation.js';
import { hashOfNew, isPassword } from './password-hash.js';
import type { TokenView } from './password.dto.js';
import type { Proven } from './sessions.service.js';
import { Throttle } from './throttle.service.js';

/** Passwords that people change, and set by a link that is good once. */
@Injectable()
export class Passwords {
  constructor(
    private readonly database: Database,
    private readonly throttle: Throttle,
  ) {}

  /** Changes one's own; all other sessions end with it. @throws Problem `invalid` where the present one is wrong or the new one too weak, `too-many-attempts` */
  async change(actor: Actor, current: string, password: string, address: string): Promise<void> {
    const own = await this.database.look(actor, (tx) => tx.one<{ login: string; password_hash: string }>('select * from own_password()'));
    const { login, password_hash: known } = own!;
    await this.throttle.attempt(login, address, actor.now);
    if (!(await isPassword(current, known))) {
      await this.throttle.countFailure(address, actor.now);
      throw wrong();
    }
    await this.database.bare((tx) => this.throttle.forget(tx, login, actor.now));
    if (current === password) throw invalidField('password', 'same', { zh: '新密码与当前密码相同。', en: 'The new password is the present one.' });
    const hash = await hashOfNew(password, login, 'password');
    await this.database.as(actor, async (tx) => {
      const row = await tx.one<{ changed: boolean }>('select set_own_password($1, $2, $3, $4) as changed', [hash, known, actor.session, actor.now]);
      if (!row?.changed) throw wrong();
      await tellOrganization(tx, { organization: actor.organizationId, at: actor.now, person: actor.person, action: 'password-changed' });
    });
  }

  /** For what a token is good. @throws Problem `token-spent` */
  async look(token: string, now: Date): Promise<TokenView> {
    const [row] = await this.database.door<{ purpose: TokenView['purpose']; login: string | null; name: string | null }>('select * from token_of($1, $2)', [
      hashOfToken(token),
      now,
    ]);
    if (!row) throw new Problem('token-spent');
    return { purpose: row.purpose, login: row.login ?? undefined, name: row.name ?? undefined };
  }

  /** Sets the password of the person for whom a token was made. @returns who that is @throws Problem `token-spent`, `invalid` */
  async setByToken(token: string, password: string, address: string, now: Date): Promise<Proven> {
    const { purpose, login } = await this.look(token, now);
    if (purpose !== 'password' || !login) throw new Problem('token-spent');
    const hash = await hashOfNew(password, login, 'password');
    const id = await this.database.bare(async (tx) => {
      const row = await tx.one<{ person: string | null }>('select set_password_by_token($1, $2, $3) as person', [hashOfToken(token), hash, now]);
      if (!row?.person) throw new Problem('token-spent');
      await tx.query('select tell_log_in($1, $2, $3, $4)', [login, now, 'password-set', address]);
      return row.person;
    });
    return { id, login, hash };
  }
}

const wrong = () => invalidField('current', 'wrong', { zh: '当前密码不正确。', en: 'This is not your present password.' });
