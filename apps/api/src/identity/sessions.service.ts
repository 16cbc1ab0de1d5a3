import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#database/database';
import type { Actor, HeldRole } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { isPassword } from './password-hash.js';
import { Throttle } from './throttle.service.js';

const absoluteHours = 12;
/** After how long without use a session is none any more. */
export const idle = '2 hours';
const hashOf = (id: string) => createHash('sha256').update(id).digest();

/** Somebody who has proven who they are, and the hash of the password by which. */
export interface Proven {
  id: string;
  login: string;
  hash: string;
}

type Found = Omit<Actor, 'once' | 'patience' | 'language'>;

/** Sessions, kept on the server: the cookie holds a random id, the record its hash. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly throttle: Throttle,
  ) {}

  /** Opens a session for who knows the password, and sets its cookie. @throws Problem `bad-credentials`, `too-many-attempts` */
  async open(request: FastifyRequest, reply: FastifyReply, name: string, password: string, now: Date): Promise<Found> {
    const login = name.toLowerCase();
    await this.throttle.attempt(login, request.ip, now);
    const [known] = await this.database.door<{ person_id: string; password_hash: string }>('select * from log_in_of($1)', [login]);
    if (!(await isPassword(password, known?.password_hash))) {
      await this.throttle.countFailure(request.ip, now);
      await this.database.door('select tell_log_in($1, $2, $3, $4)', [login, now, 'log-in-refused', request.ip]);
      throw new Problem('bad-credentials');
    }
    return this.begin(request, reply, { id: known!.person_id, login, hash: known!.password_hash }, now);
  }

  /** Opens a session for a person who has been proven, and sets its cookie. @throws Problem `bad-credentials` where what proved them has changed since, or they have left */
  async begin(request: FastifyRequest, reply: FastifyReply, person: Proven, now: Date): Promise<Found> {
    const id = randomBytes(32).toString('base64url');
    const csrf = randomBytes(32).toString('base64url');
    const until = new Date(now.getTime() + absoluteHours * 3_600_000);
    const agent = (request.headers['user-agent'] ?? '').replace(/[^\x20-\x7e]/g, '').slice(0, 300);
    await this.database.bare(async (tx) => {
      const row = await tx.one<{ opened: boolean }>('select session_open($1, $2, $3, $4, $5, $6, $7, $8) as opened', [
        hashOf(id), person.id, person.hash, csrf, now, until, request.ip, agent,
      ]); // oxfmt-ignore
      if (!row?.opened) throw new Problem('bad-credentials');
      await this.throttle.forget(tx, person.login, now);
      await tx.query('select tell_log_in($1, $2, $3, $4)', [person.login, now, 'log-in', request.ip]);
    });
    const found = await this.find(id, now);
    if (!found) throw new Problem('bad-credentials');
    const { name: cookie, secure } = cookieOf(request);
    void reply.setCookie(cookie, id, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
    return found;
  }

  /** The id that a request's cookie carries. */
  idIn(request: FastifyRequest): string | undefined {
    return request.cookies[cookieOf(request).name];
  }

  /** Whose session it is; undefined where it is not one, or no longer. */
  async find(id: string, now: Date): Promise<Found | undefined> {
    const session = hashOf(id);
    const [row] = await this.database.door<SessionRow>('select * from session_of($1, $2, $3::interval)', [session, now, idle]);
    return (
      row && {
        person: row.person_id,
        name: row.name,
        organizationId: row.organization_id,
        organization: row.organization,
        roles: row.roles,
        ownLanguage: row.language,
        csrfToken: row.csrf_token,
        session,
        now,
      }
    );
  }

  /** Ends one of the person's own. @throws Problem `not-found` */
  async endOne(actor: Actor, id: string): Promise<void> {
    const ended = await this.database.as(actor, (tx) => tx.one<{ ended: number }>('select end_sessions($1, $2, $3) as ended', [actor.person, id, actor.now]));
    if (ended?.ended !== 1) throw new Problem('not-found');
  }

  async end(request: FastifyRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    await this.database.door('select session_end($1, $2)', [actor.session, actor.now]);
    const { name, secure } = cookieOf(request);
    void reply.clearCookie(name, { path: '/', secure });
  }
}

interface SessionRow {
  person_id: string;
  name: string;
  language: string;
  organization_id: string;
  organization: string;
  csrf_token: string;
  roles: HeldRole[];
}

/** `__Host-` binds the cookie to https and this host; plain http is served at loopback only. */
const cookieOf = (request: FastifyRequest) => (request.protocol === 'https' ? { name: '__Host-session', secure: true } : { name: 'session', secure: false });
