import { isGrpcServiceError } from '@temporalio/client';
import { clock } from '#domain/clock';
import { ask, isAway, type Engine } from './client.js';

const between = 2_000; // milliseconds
const whileAway = 500;
const atMost = 2_500;
const grpcNotFound = 5;

/** Knows whether the engine is away, and since when, also while nobody has anything to ask it. */
export class EngineWatch {
  /** When it was first found away; undefined while it answers. */
  awaySince?: Date;
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;
  private closed = false;

  constructor(private readonly engine: Engine) {
    void this.look();
  }

  /** Says that somebody has found the engine away: it is looked at again at once. */
  async doubt(): Promise<void> {
    await this.look();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private look(): Promise<void> {
    clearTimeout(this.timer);
    return (this.looking ??= this.ask().finally(() => {
      this.looking = undefined;
      if (!this.closed) this.timer = setTimeout(() => void this.look(), this.awaySince ? whileAway : between);
    }));
  }

  /** Asks for a workflow that does not exist: only a server that can also reach its own database knows that. */
  private async ask(): Promise<void> {
    const { client, namespace } = this.engine;
    try {
      await ask(client, () => client.workflowService.describeWorkflowExecution({ namespace, execution: { workflowId: 'nobody' } }), atMost);
      this.awaySince = undefined;
    } catch (error) {
      const answered = isGrpcServiceError(error) && (error.code as number) === grpcNotFound && !/namespace/i.test(error.details);
      if (answered) this.awaySince = undefined;
      else if (isAway(error) || isGrpcServiceError(error)) this.awaySince ??= clock.now();
    }
  }
}
