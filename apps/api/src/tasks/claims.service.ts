import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#database/database';
import { lockProcess } from '#database/record/process';
import { definitionOf } from '#workflows/contracts';
import { type Actor, poolsOf } from '../http/actor.js';
import { once } from '../http/once.js';
import { Problem } from '../http/problem.js';
import { matterFor } from '../processes/matter.js';
import { give, type Held, obstacle } from './held.js';
import { holderAt, taskOf } from './task.js';
import { TaskActs } from './task-acts.service.js';
import { TaskViews } from './task-views.service.js';
import type { TaskView } from './tasks.dto.js';

/** What `claim-next` looks for. */
export interface Wanted {
  kind?: string;
  pool?: string;
}

const claimable = (pools: string, now: string, me: string, kind: string) =>
  `t.pool = any (${pools}) and t.state = 'open' and not t.copy and (t.holder is null or t.lease_until <= ${now}) and t.not_by is distinct from ${me} and (${kind}::text is null or t.kind = ${kind})`;

/** Claims: PostgreSQL decides who wins, and nothing waits for the engine. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly database: Database,
    private readonly acts: TaskActs,
    private readonly views: TaskViews,
  ) {}

  /** Takes the task for the person. Exactly one of many wins; a claim whose lease ran out is up for grabs. @throws Problem `task-taken`, `task-decided`, `not-eligible`, `claim-limit` */
  claim(actor: Actor, id: string): Promise<TaskView> {
    return this.acts.act(actor, id, 'task.claim', (tx, held) => this.take(tx, actor, held));
  }

  /**
   * Takes the task that is due first of those that the person may take and nobody holds. Processes that others have locked are passed over at first;
   * it gives up only when a look that passes nothing over finds nothing. @throws Problem `nothing-claimable`, `claim-limit`
   */
  async claimNext(actor: Actor, wanted: Wanted): Promise<TaskView> {
    const known = await this.repeated(actor);
    if (known) return this.views.answer(actor, known);
    const busy = new Set<string>();
    for (;;) {
      const attempt = await this.database.as(actor, (tx) => this.tryNext(tx, actor, wanted, busy));
      if (attempt === 'nothing') throw new Problem('nothing-claimable');
      if (attempt === 'lost') busy.clear();
      else if ('busy' in attempt) busy.add(attempt.busy);
      else return this.views.answer(actor, attempt);
    }
  }

  private async repeated(actor: Actor): Promise<TaskView | undefined> {
    if (!actor.once) return undefined;
    const { route, key, hash } = actor.once;
    return this.database.as(actor, async (tx) => {
      const row = await tx.one<{ request_hash: Buffer; resource_id: string }>(
        'select request_hash, resource_id from idempotency where person_id = $1 and route = $2 and key = $3',
        [actor.person, route, key],
      );
      if (row && !row.request_hash.equals(hash)) throw new Problem('key-used');
      return row && this.views.view(tx, actor, row.resource_id);
    });
  }

  /** One look and one try, in a transaction that locks one process only. */
  private async tryNext(tx: Transaction, actor: Actor, wanted: Wanted, busy: Set<string>): Promise<TaskView | 'nothing' | 'lost' | { busy: string }> {
    const free = await this.firstProcess(tx, actor, wanted, [...busy]);
    const process = free ?? (busy.size > 0 ? await this.firstProcess(tx, actor, wanted, []) : undefined);
    if (!process) return 'nothing';
    const matter = await matterFor(tx, actor, { process }, 'task.claim');
    tx.enter(process);
    if (free && !(await tx.one('select 1 as locked from process where id = $1 for no key update skip locked', [process]))) return { busy: process };
    const locked = await lockProcess(tx, process);
    const row = await tx.one<{ id: string }>(
      `select t.id from task t where t.process_id = $5 and ${claimable('$1', '$2', '$3', '$4')} order by t.due_at, t.id limit 1`,
      [this.poolsFor(actor, wanted), actor.now, actor.person, wanted.kind ?? null, process],
    ); // oxfmt-ignore
    if (!locked || !row) return 'lost';
    const id = await once(tx, actor, async () => {
      await this.take(tx, actor, { ...matter, process: locked, definition: definitionOf(locked.type), task: await taskOf(tx, row.id) });
      return row.id;
    });
    return this.views.view(tx, actor, id);
  }

  /** The process of the task that is due first: one ordered scan per pool, merged. */
  private async firstProcess(tx: Transaction, actor: Actor, wanted: Wanted, except: string[]): Promise<string | undefined> {
    const row = await tx.one<{ process_id: string }>(
      `select c.process_id from unnest($1::text[]) p (pool), lateral (
         select t.process_id, t.due_at, t.id from task t
         where t.pool = p.pool and ${claimable('$1', '$2', '$3', '$4')} and not (t.process_id = any ($5::uuid[]))
         order by t.due_at, t.id limit 1) c
       order by c.due_at, c.id limit 1`,
      [this.poolsFor(actor, wanted), actor.now, actor.person, wanted.kind ?? null, except],
    );
    return row?.process_id;
  }

  private readonly poolsFor = (actor: Actor, { pool }: Wanted) => poolsOf(actor).filter((own) => !pool || own === pool);

  private async take(tx: Transaction, actor: Actor, held: Held): Promise<void> {
    const holder = holderAt(held.task, actor.now);
    if (holder === actor.person && held.task.state === 'open') return;
    const why = obstacle(held, actor);
    if (why === 'task-taken') {
      const other = await tx.one<{ name: string }>('select name from person where id = $1', [holder]);
      throw new Problem(why, {
        detail: { zh: `已被${other!.name}认领。`, en: `${other!.name} has claimed it.` },
        more: { holder: { id: holder, name: other!.name } },
      });
    }
    if (why) throw new Problem(why);
    await give(tx, actor, held, 'claim', actor.person);
  }
}
