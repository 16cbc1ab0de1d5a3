import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '#database/error-code';
import { factsOf, logger } from '#config/logger';
import { type Language, say } from '#domain/language';
import { languageOf } from './language.js';
import { Problem, problems, type ProblemCode } from './problem.js';

/** PostgreSQL away: refused, reset, shutting down, starting up, too many connections, out of memory, or silent for too long. */
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '53200',
  '53300',
  '08006',
  '08003',
  '08001',
  '57014',
  '57P05',
  '25P03',
]);

/** The disk is full, or the quota on it: PostgreSQL's, or the one that documents lie on. Nothing of the request has been kept. */
const noRoom = new Set(['53100', 'ENOSPC', 'EDQUOT']);
const awayMessages =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|connection is closed|not queryable/i;

/** What the log says where an operator has something to do. */
const told: Partial<Record<ProblemCode, string>> = {
  'record-away': 'request failed: PostgreSQL is away',
  'disk-full': 'request failed: there is no room left on the disk; all goes on by itself once there is',
};

/** Unavailable, and no room: what may be asked again shortly. */
const passing = new Set([503, 507]);

const byStatus: Record<number, ProblemCode> = {
  400: 'bad-request',
  401: 'not-logged-in',
  403: 'not-allowed',
  404: 'not-found',
  405: 'wrong-method',
  413: 'too-large',
  415: 'unsupported-type',
  422: 'invalid',
  429: 'too-many-attempts',
};

/** Turns every error into problem+json in the caller's language. What an unexpected one says stays in the log, by its code and place only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    answerProblem(error, host.switchToHttp().getRequest<FastifyRequest>(), host.switchToHttp().getResponse<FastifyReply>());
  }
}

/** Answers a request with what went wrong: also where no route had it yet. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error);
  const { status } = problems[problem.code];
  if (status >= 500) logger.error({ traceId: request.id, code: problem.code, cause: factsOf(error) }, told[problem.code] ?? 'request failed');
  const { retryAfter = passing.has(status) ? 2 : undefined } = problem.about;
  if (retryAfter) void reply.header('Retry-After', retryAfter);
  void reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send(problemText(problem, request.id, languageOf(request)));
}

/** A problem as its reader gets it. */
export function problemText({ code, about: { detail, errors, more } }: Problem, traceId: string, language: Language): string {
  const { status, ...title } = problems[code];
  return JSON.stringify({
    type: `urn:liandong:problem:${code}`,
    title: say(title, language),
    status,
    detail: detail && say(detail, language),
    code,
    traceId,
    errors: errors?.map(({ field, code, message }) => ({ field, code, message: say(message, language) })),
    ...more,
  });
}

/** What the reader of forms says of one that it cannot read, in a plain error. */
const brokenForm = /^(Multipart: Boundary not found|Unexpected end of (multipart|form) data|Part terminated early|Malformed (content type|part header))/;

/** A form of more parts than any of ours: not large, but nothing that was asked for. */
const crowdedForm = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT']);

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Error && (brokenForm.test(error.message) || crowdedForm.has(codeOf(error)))) return new Problem('bad-request');
  if (isAway(error)) return new Problem('record-away');
  if (noRoom.has(codeOf(error))) return new Problem('disk-full');
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  return new Problem((status !== undefined && byStatus[status]) || (status !== undefined && status >= 400 && status < 500 ? 'bad-request' : 'unexpected'));
}

export const isAway = (error: unknown): boolean => away.has(codeOf(error)) || (error instanceof Error && awayMessages.test(error.message));
