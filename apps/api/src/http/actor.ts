import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Role } from '#domain/roles';
import type { Language } from '#domain/language';

export interface HeldRole {
  role: Role;
  organizationId: string;
  organization: string;
  level: string;
}

/** Who makes a request, as the session says, and when it arrived. */
export interface Actor {
  /** The person's id, under which every row is read and written. */
  person: string;
  name: string;
  organizationId: string;
  organization: string;
  roles: HeldRole[];
  /** The language that this request asks for, and the one that the person has chosen for good. */
  language: Language;
  ownLanguage: string;
  csrfToken: string;
  /** The hash of the session's id: which of the person's sessions this is. */
  session: Buffer;
  /** The business time at which the request arrived. */
  now: Date;
  /** Under what a repeat of this request is known, where the client asked for it. */
  once?: { route: string; key: string; hash: Buffer };
  /** How many seconds the client would wait for the process to move on. */
  patience: number;
}

export type ActorRequest = FastifyRequest & { actor?: Actor };

/** The person who makes the request. */
export const Acting = createParamDecorator((_: unknown, context: ExecutionContext): Actor => context.switchToHttp().getRequest<ActorRequest>().actor!);

export const rolesOf = (actor: Pick<Actor, 'roles'>): Role[] => actor.roles.map(({ role }) => role);

/** The organisations in which the person has a role. */
export const homesOf = (actor: Pick<Actor, 'roles'>): string[] => [...new Set(actor.roles.map(({ organizationId }) => organizationId))];

/** The pools whose tasks the person may claim: one for each role held. */
export const poolsOf = (actor: Pick<Actor, 'roles'>): string[] => actor.roles.map(({ organizationId, role }) => `${organizationId}/${role}`);

/** The pools that the person leads without belonging to them. */
const ledPoolsOf = (actor: Actor): string[] => actor.roles.filter(({ role }) => role === 'team-lead').map(({ organizationId }) => `${organizationId}/reviewer`);

/** The pools whose tasks the person sees: their own, and those that they lead. */
export const poolsInSightOf = (actor: Actor): string[] => [...new Set([...poolsOf(actor), ...ledPoolsOf(actor)])];
