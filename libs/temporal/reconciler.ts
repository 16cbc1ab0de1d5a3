import { WorkflowNotFoundError, type Client, type WorkflowExecutionDescription } from '@temporalio/client';
import { validate as isUuid } from 'uuid';
import { clock } from '#domain/clock';
import type { Log } from '#config/logger';
import type { Database } from '#database/database';
import { ring as ringBell } from '#database/record/process';
import { clearParked, clearStuck, markParked, markStuck, troubledProcesses, type Troubled } from '#database/record/trouble';
import { ask } from './client.js';
import { forEachAtOnce } from './at-once.js';
import { processOf, workflowIdOf } from './names.js';

export interface ReconcilerOptions {
  /** The record, as the role `worker`. */
  database: Database;
  client: Client;
  log: Log;
}

/** A story that fails is noted as stuck under this code, without a step. */
export const storyCode = 'story-fails';

const patience = 3; // failures of a workflow task; its next attempt has the number after
const slice = 250; // processes described per pass beside the suspects
const atOnce = 4;

/** In place of the run of a suspect that goes on. */
const running = '';

/** What the engine's lists show as failing, or as ended otherwise than by its own story; the newest come first. The lists lag behind and decide nothing. */
const suspicious = `TemporalReportedProblems is not null and ExecutionStatus = 'Running' or ExecutionStatus in ('Failed', 'Terminated', 'Canceled', 'TimedOut')`;

/**
 * Compares open processes with the engine: first what the engine's lists hold suspect and what is noted as troubled, then a slice of all the others, so that each has its turn.
 * A story whose workflow task has failed three times is noted as stuck; a workflow that has ended while its record is open, as parked; one that is missing is rung.
 */
export class Reconciler {
  private after: string | null = null;
  /** Runs that have ended badly and were compared since. */
  private judged = new Set<string>();

  constructor(private readonly options: ReconcilerOptions) {}

  /** One pass. To be called by one instance at a time. */
  async pass(): Promise<void> {
    const { database } = this.options;
    const troubled = new Map((await database.bare(troubledProcesses)).map((trouble) => [trouble.process, trouble]));
    const suspects = await this.suspects();
    const news = suspects.filter(({ run }) => !this.judged.has(run)).map(({ id }) => id);
    const ids = new Set([...news, ...troubled.keys(), ...(await this.nextSlice())]);
    await forEachAtOnce(atOnce, ids, (id) => this.compare(id, troubled.get(id)));
    this.judged = new Set(suspects.map(({ run }) => run).filter((run) => run !== running));
  }

  /** From the lists of the engine, at most 500. */
  private async suspects(): Promise<{ id: string; run: string }[]> {
    const { client } = this.options;
    const { executions } = await ask(client, () =>
      client.workflowService.listWorkflowExecutions({ namespace: client.options.namespace, query: suspicious, pageSize: 500 }),
    );
    return executions
      .map(({ execution, closeTime }) => ({ id: processOf(execution?.workflowId ?? ''), run: (closeTime && execution?.runId) || running }))
      .filter((suspect): suspect is { id: string; run: string } => suspect.id !== undefined && isUuid(suspect.id));
  }

  /** The next open processes by id; from the start again after the last one. */
  private async nextSlice(): Promise<string[]> {
    const rows = await this.options.database.bare((tx) =>
      tx.query<{ id: string }>('select open_processes as id from open_processes($1, $2)', [this.after, slice]),
    );
    this.after = rows.length < slice ? null : rows.at(-1)!.id;
    return rows.map(({ id }) => id);
  }

  private async compare(id: string, trouble: Troubled | undefined): Promise<void> {
    const { client, database, log } = this.options;
    const workflow = await this.describe(client, id);
    if (workflow?.status.name === 'RUNNING') {
      const attempt = workflow.raw.pendingWorkflowTask?.attempt ?? 0;
      const fails = attempt > patience;
      if (fails && !trouble?.stuckSince) {
        const noted = await database.within(id, (tx) => markStuck(tx, id, { step: null, code: storyCode, since: clock.now() }));
        if (noted) log.warn({ process: id, attempt }, 'a story is stuck');
      }
      if (!fails && trouble?.code === storyCode) await database.within(id, (tx) => clearStuck(tx, id, null));
      if (trouble?.parkedSince) await database.within(id, (tx) => clearParked(tx, id));
      return;
    }
    // The record is read after the engine: a story closes its record before its workflow ends.
    if (workflow) {
      if (trouble?.parkedSince) return;
      const parked = await database.within(id, (tx) => markParked(tx, id, clock.now()));
      if (parked) log.warn({ process: id, status: workflow.status.name }, 'a process is parked');
    } else await database.within(id, async (tx) => ((await isOpen(tx, id)) ? ringBell(tx, id, clock.now()) : undefined));
  }

  private async describe(client: Client, id: string): Promise<WorkflowExecutionDescription | undefined> {
    try {
      return await ask(client, () => client.workflow.getHandle(workflowIdOf(id)).describe());
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return undefined;
      throw error;
    }
  }
}

const isOpen = async (tx: Parameters<Parameters<Database['within']>[1]>[0], id: string) =>
  (await tx.one('select 1 from process where id = $1 and closed_at is null', [id])) !== undefined;
