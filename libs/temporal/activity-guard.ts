import { ApplicationFailure, CancelledFailure, CompleteAsyncError } from '@temporalio/activity';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import { clock } from '#domain/clock';
import type { Stuck, Troubled } from '#database/record/trouble';

/** Where it is noted that a process is stuck at a step, or no longer. Both may fail: then the next attempt notes it. */
export interface TroubleBook {
  stuck(process: string, stuck: Stuck & { step: string }): Promise<void>;
  healed(process: string, step: string): Promise<void>;
}

const patience = 3; // failures
const remembered = 10_000;

/**
 * Stands around every activity. Its failure leaves a code and ids, nothing else, since failures are kept in histories;
 * and a process whose activity has failed three times is noted as stuck until the same step succeeds.
 */
export class ActivityGuard {
  private readonly failing = new Map<string, { times: number; since: Date }>();
  private readonly stuck = new Set<string>();
  private readonly succeeded = new Map<string, Date>();

  constructor(private readonly book: TroubleBook) {}

  /** For the interceptors of a worker. */
  readonly interceptor: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: { execute: (input, next) => this.execute(info, input.args, () => next(input)) },
  });

  /** Takes over what the record calls stuck, noted by whichever instance: healed is what has succeeded here since. */
  async compare(noted: Troubled[]): Promise<void> {
    this.stuck.clear();
    for (const { process, step, stuckSince } of noted) {
      if (!step || !stuckSince) continue;
      const key = keyOf(process, step);
      const success = this.succeeded.get(key);
      if (success && success > stuckSince) await this.book.healed(process, step);
      else this.stuck.add(key);
    }
    this.succeeded.clear();
  }

  private async execute<Result>(
    { activityType, attempt }: { activityType: string; attempt: number },
    args: unknown[],
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { process, step } = subjectOf(activityType, args);
    const key = keyOf(process ?? '', step);
    try {
      const result = await work();
      this.failing.delete(key);
      remember(this.succeeded, key, clock.now());
      if (process && this.stuck.delete(key)) await this.book.healed(process, step).catch(() => this.stuck.add(key));
      return result;
    } catch (error) {
      if (error instanceof CancelledFailure || error instanceof CompleteAsyncError) throw error;
      const failure = purified(error, activityType, process, step);
      const { times, since } = this.failing.get(key) ?? { times: 0, since: clock.now() };
      remember(this.failing, key, { times: times + 1, since });
      if (process && Math.max(times + 1, attempt) >= patience) {
        const noted = this.book.stuck(process, { step, code: failure.type ?? 'unexpected', since });
        await noted.then(() => this.stuck.add(key)).catch(() => undefined);
      }
      throw failure;
    }
  }
}

const keyOf = (process: string, step: string) => `${process} ${step}`;

/** Activities take one object with the id of their process and, unless they only read, the name of their step. */
function subjectOf(activityType: string, [input]: unknown[]): { process?: string; step: string } {
  const { process, step } = (input ?? {}) as { process?: unknown; step?: unknown };
  return { process: typeof process === 'string' ? process : undefined, step: typeof step === 'string' ? step : activityType };
}

/** A failure that tells a code and ids. Ours keeps its words, which hold no content; of any other one only the code is told. */
function purified(error: unknown, activityType: string, process: string | undefined, step: string): ApplicationFailure {
  const ours = error instanceof ApplicationFailure ? error : undefined;
  const type = ours?.type ?? codeOf(error);
  const message = ours?.message ?? `${type} in ${activityType} of ${process ?? 'no process'} at ${step}`;
  const failure = ApplicationFailure.create({
    message,
    type,
    nonRetryable: ours?.nonRetryable ?? false,
    details: ours?.details ?? [],
  });
  failure.stack = `ApplicationFailure: ${message}`;
  return failure;
}

function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const told = [code, name].find((fact) => typeof fact === 'string' && /^\w{1,40}$/.test(fact));
  return typeof told === 'string' ? told : 'unexpected';
}

/** Keeps the newest: a process that is closed or driven elsewhere never says goodbye. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > remembered) map.delete(map.keys().next().value!);
}
