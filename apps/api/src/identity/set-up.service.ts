import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database } from '#database/database';
import { hashOfToken } from '#database/record/one-time-token';
import { tellOrganization } from '#database/record/organization-chain';
import { levelOf } from '#domain/organizations';
import { Problem } from '../http/problem.js';
import { hashOfNew } from './password-hash.js';
import type { SetUpBody } from './password.dto.js';
import { Passwords } from './passwords.service.js';
import type { Proven } from './sessions.service.js';

/** Sets up a record that nobody is in yet. */
@Injectable()
export class SetUp {
  constructor(
    private readonly database: Database,
    private readonly passwords: Passwords,
  ) {}

  /** Founds the organisation at the top, with its first administrator. @returns who that is @throws Problem `token-spent`, `invalid` */
  async found(body: SetUpBody, now: Date): Promise<Proven> {
    const { purpose } = await this.passwords.look(body.token, now);
    if (purpose !== 'set-up') throw new Problem('token-spent');
    const hash = await hashOfNew(body.password, body.login, 'password');
    const [organization, id] = [uuid(), uuid()];
    const { kind, organization: name, shortName, nameEn, code, login, language } = body;
    await this.database.bare(async (tx) => {
      const row = await tx.one<{ founded: boolean }>('select set_up_record($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as founded', [
        hashOfToken(body.token), organization, kind, levelOf(kind, 'city'), name, shortName || name, nameEn || name, code || null, id, login, body.name, language, hash, now,
      ]); // oxfmt-ignore
      if (!row?.founded) throw new Problem('token-spent');
      await tellOrganization(tx, { organization, at: now, person: id, action: 'set-up', detail: { organization, administrator: id } });
    });
    return { id, login, hash };
  }
}
