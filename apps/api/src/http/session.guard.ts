import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { clock } from '#domain/clock';
import { Sessions } from '../identity/sessions.service.js';
import { mayEver, type Permission } from '../rights/rights.js';
import { type ActorRequest, rolesOf } from './actor.js';
import { languageOf } from './language.js';
import { Problem } from './problem.js';
import { openToAll, requires } from './requires.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const keyPattern = /^[\x21-\x7e]{8,128}$/;

/** Lets a request through that a session stands behind and that its route's permission allows; nothing else. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ActorRequest>();
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(openToAll, places)) return true;

    const session = this.sessions.idIn(request);
    const found = session && (await this.sessions.find(session, clock.now()));
    if (!found) throw new Problem('not-logged-in');
    if (!safe.has(request.method) && !sameToken(String(request.headers['x-csrf-token'] ?? ''), found.csrfToken)) throw new Problem('bad-csrf-token');

    const permission = this.reflector.getAllAndOverride<Permission>(requires, places);
    if (!permission || !mayEver(permission, rolesOf(found))) throw new Problem('not-allowed');
    request.actor = { ...found, language: languageOf(request), once: onceOf(request), patience: patienceOf(request) };
    return true;
  }
}

function sameToken(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

function onceOf(request: ActorRequest) {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw new Problem('bad-request', { detail: { zh: '幂等键应为 8 至 128 个可见字符。', en: 'An idempotency key has 8 to 128 visible characters.' } });
  const hash = createHash('sha256').update(request.url).update('\n').update(JSON.stringify(request.body ?? null)).digest(); // oxfmt-ignore
  return { route: `${request.method} ${request.routeOptions.url}`, key, hash };
}

const patienceOf = (request: ActorRequest) =>
  Math.min(Number(/(?:^|[\s,;])wait=(\d{1,2})(?:$|[\s,;])/.exec(String(request.headers.prefer ?? ''))?.[1] ?? 0), 10);
