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
  const { code, cause } = error as { code?: unknown; cause?: Coded };
  return { error: nameOf(error), code: [code, cause?.code].find(isCode), at: framesOf(error) };
}

type Coded = { code?: unknown } | undefined;

const isCode = (code: unknown) => Number.isInteger(code) || isWord(code);
const isWord = (text: unknown) => typeof text === 'string' && /^\w{1,60}$/.test(text);
const nameOf = ({ name, constructor }: Error) => [name, constructor.name].find(isWord) ?? 'Error';

/** A place in a program, as it stands in a stack. */
const frame = /^ {4}at (?:async )?(?:[\w$.<># [\]]+ \()?(?:file:\/\/|node:|\/)[^\s()]+:\d+:\d+\)?$/;

/** The places in a stack. It begins with the message, of which a line may look like a place: what it holds is no place. */
function framesOf({ stack = '', message }: Error): string[] {
  const said = new Set(message.split('\n'));
  const lines = stack.split('\n').filter((line) => frame.test(line) && !said.has(line));
  return lines.slice(0, 5).map((line) => line.trim());
}

/** Has an error that nobody caught end the program, as Node.js would, and tells its facts instead of what it says. */
export function endOnUncaught(): void {
  process.on('uncaughtException', (error) => {
    logger.fatal(factsOf(error), 'an error that nobody caught');
    process.exit(1);
  });
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
