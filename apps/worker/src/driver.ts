import { hostname } from 'node:os';
import { type Log, factsOf } from '#config/logger';
import type { RecordOptions } from '#database/connections';
import { Database } from '#database/database';
import { troubledProcesses } from '#database/record/trouble';
import { Signer } from '#database/signing/signer';
import { Rounds } from '#database/rounds';
import { turns } from '#database/turn';
import { engineAt } from '#temporal/client';
import { EngineWatch } from '#temporal/engine-watch';
import { patiently } from '#temporal/patiently';
import { Reconciler } from '#temporal/reconciler';
import { Relay } from '#temporal/relay';
import { registerSearchAttributes } from '#temporal/search-attributes';
import { startWorker } from '#temporal/worker-host';
import { createActivities } from '#workflows/activities';
import { productBundle } from './bundle.js';
import { beat } from './heartbeat.js';
import type { Settings } from './settings.js';
import { sweepDeserted } from './sweepers/deserted.js';
import { giveBackStranded } from './sweepers/hands.js';
import { tellOfLeases } from './sweepers/leases.js';
import { sweepLeftovers } from './sweepers/leftovers.js';
import { endRecusals } from './sweepers/recusals.js';
import { troubleBook } from './trouble-book.js';

export interface DriverOptions extends Settings {
  log: Log;
}

/** Milliseconds between the rounds. A story that fails shows within a minute: its third failure comes after half of one. */
const every = { heartbeat: 2_000, healing: 10_000, reconcile: 10_000, sweep: 60_000, leftovers: 3_600_000, signing: 2_000 };

/** All that drives processes: the Temporal worker, the relay, the reconciler, the sweepers, the signer of the timeline and the heartbeat. */
export class Driver {
  private readonly stopping = new AbortController();
  /** What has been started, in order; it is stopped from the last to the first. */
  private readonly parts: { name: string; stop: () => Promise<void> }[] = [];
  private starting?: Promise<void>;

  constructor(private readonly options: DriverOptions) {}

  /** Starts everything. Where the record or the engine is away it waits for them. */
  start(): Promise<void> {
    return (this.starting ??= this.begin().catch((error: unknown) => {
      if (!this.stopping.signal.aborted) throw error;
    }));
  }

  /** Stops in order: the intake, the worker with what it has under way, the rounds, the connections. */
  async stop(): Promise<void> {
    const { log } = this.options;
    this.stopping.abort();
    await this.starting?.catch(() => undefined);
    for (const { name, stop } of this.parts.splice(0).reverse()) {
      await stop().catch((error: unknown) => log.warn({ part: name, ...factsOf(error) }, 'a part did not stop cleanly'));
    }
    log.info({}, 'stopped');
  }

  private async begin(): Promise<void> {
    const { worker, relay, engine: address, taskQueue, maxCachedWorkflows, signing, documents, log } = this.options;
    const [database, outbox, workflowBundle] = await Promise.all([this.connect(worker), this.connect(relay), productBundle()]);
    const engine = this.add('engine', engineAt(address), (part) => part.close());
    const watch = this.add('watch', new EngineWatch(engine), (part) => part.close());
    const registering = this.patiently('the search attributes', () => registerSearchAttributes(engine.client)).catch(() => undefined); // stopped
    this.add('search attributes', { registering }, (part) => part.registering);

    this.round('heartbeat', every.heartbeat, () => beat(database, `${hostname()} ${process.pid}`, watch));
    const reconciler = new Reconciler({ database, client: engine.client, log });
    this.round('reconciler', every.reconcile, () => (watch.awaySince ? Promise.resolve() : reconciler.pass()), turns.reconcile);
    this.round('leases', every.sweep, () => tellOfLeases(database), turns.leases);
    this.round('recusals', every.sweep, () => endRecusals(database, log), turns.recusals);
    this.round('hands', every.sweep, giveBackStranded(database, log), turns.hands);
    this.round('deserted', every.sweep, () => sweepDeserted(database), turns.deserted);
    this.round('leftovers', every.leftovers, () => sweepLeftovers(database, documents, log), turns.leftovers);
    const signer = new Signer({ ...signing, database, log });
    this.round('signing', every.signing, () => signer.round());

    const activities = createActivities({ database });
    const host = this.add(
      'worker',
      startWorker({ ...address, taskQueue, maxCachedWorkflows, workflowBundle, activities, book: troubleBook(database, log), log }),
      (part) => part.shutdown(),
    );
    this.round('healing', every.healing, async () => host.guard.compare(await database.bare(troubledProcesses)));
    this.add('relay', new Relay({ database: outbox, listenTo: relay, engine, watch, log, taskQueue }), (part) => part.stop());
    log.info({ ...address, taskQueue }, 'driving');
  }

  private async connect(options: RecordOptions): Promise<Database> {
    return this.add(options.program, await this.patiently('the record', () => Database.connect(options)), (part) => part.close());
  }

  private round(name: string, milliseconds: number, work: () => Promise<void>, turn?: (typeof turns)[keyof typeof turns]): void {
    const { worker, log } = this.options;
    this.add(name, new Rounds({ name, every: milliseconds, work, oneAtATime: turn && { turn, record: worker }, log }), (part) => part.stop());
  }

  private add<Part>(name: string, part: Part, stop: (part: Part) => Promise<void>): Part {
    this.parts.push({ name, stop: () => stop(part) });
    return part;
  }

  private patiently<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const failed = (error: unknown) => this.options.log.warn({ trying: what, ...factsOf(error) }, 'not there yet');
    return patiently(work, { signal: this.stopping.signal, failed });
  }
}
