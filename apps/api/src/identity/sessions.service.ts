import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '#database/database';
import type { Actor, HeldRole } from '../http/actor.js';
import { Problem } from '../http/problem.js';

const absoluteHours = 12;
const idle = '2 hours';
/** Failures that a name or an address may have before each further one doubles the wait, from `firstWait` milliseconds up to `longestWait`. */
const throttle = { name: 5, address: 30, firstWait: 15_000, longestWait: 15 * 60_000, forgottenAfter: 60 * 60_000 };
/** Checked where there is no such person, so that a wrong name takes as long as a wrong password. */
const nobody = hash(randomBytes(16));

const hashOf = (id: string) => createHash('sha256').update(id).digest();

type Found = Omit<Actor, 'once' | 'patience' | 'language'>;

/** Sessions, kept on the server: the cookie holds a random id, the record its hash. */
@Injectable()
export class Sessions {
  constructor(private readonly database: Database) {}

  /** Opens a session for who knows the password, and sets its cookie. @throws Problem `bad-credentials`, `too-many-attempts` */
  async open(request: FastifyRequest, reply: FastifyReply, name: string, password: string, now: Date): Promise<Found> {
    const keys = [`name ${hashOf(name.toLowerCase()).toString('hex')}`, `address ${request.ip}`];
    for (const key of keys) await this.refuseThrottled(key, now);
    const [known] = await this.database.door<{ person_id: string; password_hash: string }>('select * from log_in_of($1)', [name]);
    const right = await verify(known?.password_hash ?? (await nobody), password).catch(() => false);
    if (!known || !right) {
      await this.countFailure(keys[0]!, throttle.name, now);
      await this.countFailure(keys[1]!, throttle.address, now);
      await this.database.door('select tell_log_in($1, $2, $3, $4)', [name, now, 'log-in-refused', request.ip]);
      throw new Problem('bad-credentials');
    }
    const id = randomBytes(32).toString('base64url');
    const until = new Date(now.getTime() + absoluteHours * 3_600_000);
    await this.database.bare(async (tx) => {
      await tx.query('select throttle_set($1, 0, $2, null)', [keys[0], now]);
      await tx.query('select session_open($1, $2, $3, $4, $5)', [hashOf(id), known.person_id, randomBytes(32).toString('base64url'), now, until]);
      await tx.query('select tell_log_in($1, $2, $3, $4)', [name, now, 'log-in', request.ip]);
    });
    const { name: cookie, secure } = cookieOf(request);
    void reply.setCookie(cookie, id, { httpOnly: true, sameSite: 'strict', secure, path: '/' });
    return (await this.find(id, now))!;
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

  async end(request: FastifyRequest, reply: FastifyReply, actor: Actor): Promise<void> {
    await this.database.door('select session_end($1, $2)', [actor.session, actor.now]);
    void reply.clearCookie(cookieOf(request).name, { path: '/' });
  }

  private async refuseThrottled(key: string, now: Date): Promise<void> {
    const [row] = await this.database.door<{ blocked_until: Date | null }>('select * from throttle_of($1)', [key]);
    const wait = (row?.blocked_until?.getTime() ?? 0) - now.getTime();
    if (wait > 0) throw new Problem('too-many-attempts', { retryAfter: Math.ceil(wait / 1000) });
  }

  private async countFailure(key: string, allowed: number, now: Date): Promise<void> {
    await this.database.bare(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [key]);
      const row = await tx.one<{ failures: number; last_at: Date }>('select * from throttle_of($1)', [key]);
      const failures = row && now.getTime() - row.last_at.getTime() < throttle.forgottenAfter ? row.failures + 1 : 1;
      const wait = failures < allowed ? 0 : Math.min(throttle.firstWait * 2 ** (failures - allowed), throttle.longestWait);
      await tx.query('select throttle_set($1, $2, $3, $4)', [key, failures, now, wait ? new Date(now.getTime() + wait) : null]);
    });
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
