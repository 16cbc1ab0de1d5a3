import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import { loadEnv } from './env.js';

/** What is not written yet is kept up to so many bytes, should the disk be full; the rest is dropped. A log is no reason to end a program. */
const kept = 1024 * 1024;
const output = pino.destination({ fd: 1, maxLength: kept });
output.on('error', () => undefined);

/**
 * The program's log: one JSON line per event, `{ level, time, what, … }`, to standard output.
 * What goes with a line are ids, codes, counts and times; never content: no name, title, text or parameter, and of an error only `factsOf` it.
 */
export const logger = pino(
  {
    level: loadEnv().LOG_LEVEL,
    base: {},
    messageKey: 'what',
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  },
  output,
);

/** What the parts of a program log with: `log.warn({ process: id }, 'a story is stuck')`. */
export type Log = Pick<typeof logger, 'info' | 'warn' | 'error'>;

/** What may be told of an error: its class, its code and where it came from. Its message may quote what somebody wrote. */
export function factsOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, driverError } = error as { code?: unknown; driverError?: { code?: unknown } };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { error: error.name, code: driverError?.code ?? code, at: frames.slice(0, 5).map((line) => line.trim()) };
}

/** NestJS logs through the same lines. What it passes beside a text is an error, whose facts are told, its stack, or the name of a class. */
export class NestLogger implements LoggerService {
  log(message: unknown, ...more: unknown[]): void {
    this.tell('info', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.tell('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.tell('error', message, more);
  }

  fatal(message: unknown, ...more: unknown[]): void {
    this.tell('fatal', message, more);
  }

  private tell(level: 'info' | 'warn' | 'error' | 'fatal', message: unknown, more: unknown[]): void {
    const error = [message, ...more].find((part) => part instanceof Error);
    const context = more.findLast((part): part is string => typeof part === 'string' && !part.includes('\n'));
    logger[level]({ context, ...(error && factsOf(error)) }, typeof message === 'string' ? message : 'an unexpected error');
  }
}
