import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#database/database';
import { replan } from '#database/record/deadlines';
import { write } from '#database/record/process';
import { reference } from '#database/record/reference';
import { planDeadline } from '#domain/deadline';
import { mayExtend } from '#domain/deadline-policy';
import { dayOf } from '#domain/shanghai';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import type { Permission } from '../rights/rights.js';
import { actObstacle } from './acts.js';
import { Door } from './door.service.js';
import { lockMatter, type LockedMatter } from './matter.js';
import { ProcessViews } from './process-views.service.js';
import type { ActView, ExtendBody, ProcessView } from './processes.dto.js';

/** The commands that all processes have in common, and the nudge. */
@Injectable()
export class CommandsService {
  constructor(
    private readonly door: Door,
    private readonly views: ProcessViews,
  ) {}

  /** The sender takes the process back; its open tasks are withdrawn at once. @throws Problem `wrong-state` once it has been signed for */
  recall(actor: Actor, id: string, reason: string): Promise<ProcessView> {
    return this.act(actor, id, 'recall', async (tx, { process, definition }) => {
      await tx.run(`update task set state = 'withdrawn', lease_until = null where process_id = $1 and state = 'open'`, [id]);
      await tx.run('update deadline set met_at = $2 where process_id = $1 and met_at is null', [id, actor.now]);
      const children = await tx.one<{ open: number }>('select count(*)::int as open from process_step where process_id = $1 and step like $2', [
        id,
        'children/%',
      ]);
      const closed = children!.open === 0 ? { state: Object.keys(definition.states).at(-1)!, closedAt: actor.now, suspendedAt: null } : {};
      await write(tx, process, {
        at: actor.now,
        person: actor.person,
        action: 'recall',
        content: { reason },
        command: { kind: 'recall' },
        to: { outcome: 'recalled', ...closed },
      });
    });
  }

  /** Reminds those whose turn it is. A task act: nothing moves, and no bell is rung. @throws Problem `nudge-too-soon` within the cool-down of the last one (policy `nudge.cooldown`) */
  nudge(actor: Actor, id: string): Promise<ProcessView> {
    return this.act(actor, id, 'nudge', async (tx, { process }) => {
      const { policies, calendar } = await reference(tx, process.policySet);
      const last = await tx.one<{ at: Date | null }>(`select max(at) as at from timeline_entry where process_id = $1 and action = 'nudge'`, [id]);
      const rests = last?.at && planDeadline({ policy: policies['nudge.cooldown'], startedAt: last.at, calendar }).dueAt;
      if (rests && rests > actor.now) {
        const day = dayOf(rests);
        throw new Problem('nudge-too-soon', {
          detail: { zh: `刚刚催办过，${day} 起可以再催。`, en: `It was nudged only recently; it can be again from ${day}.` },
        });
      }
      const tasks = await tx.query<{ id: string; pool: string; holder: string | null; lease: Date | null }>(
        `select id, pool, holder, lease_until as lease from task where process_id = $1 and state = 'open' and not copy`,
        [id],
      );
      for (const task of tasks) {
        const held = task.holder && task.lease && task.lease > actor.now;
        await tx.run(`insert into notice (id, process_id, task_id, kind, pool, person_id, at) values ($1, $2, $3, 'nudge', $4, $5, $6)`, [
          uuid(),
          id,
          task.id,
          held ? null : task.pool,
          held ? task.holder : null,
          actor.now,
        ]);
      }
      await write(tx, process, { at: actor.now, person: actor.person, action: 'nudge' });
    });
  }

  /** Gives a running deadline more time, in its policy's own unit. @throws Problem `wrong-state` where it has been met */
  extend(actor: Actor, id: string, { deadlineId, amount, reason }: ExtendBody): Promise<ProcessView> {
    return this.act(actor, id, 'extend', async (tx, { process }) => {
      const deadline = await tx.one<{ key: string; met: boolean; extended: number }>(
        'select key, met_at is not null as met, jsonb_array_length(extensions) as extended from deadline where id = $1 and process_id = $2',
        [deadlineId, id],
      );
      if (!deadline) throw new Problem('not-found');
      if (deadline.met) throw new Problem('wrong-state');
      const { policies } = await reference(tx, process.policySet);
      if (!mayExtend(policies[deadline.key]!, deadline.extended))
        throw new Problem('wrong-state', { detail: { zh: '这项期限不能再延长。', en: 'This deadline cannot be extended again.' } });
      await replan(tx, process, deadlineId, { extension: { amount, at: actor.now } });
      await write(tx, process, {
        at: actor.now,
        person: actor.person,
        action: 'extend',
        detail: { deadline: deadline.key, amount },
        content: { reason },
        command: { kind: 'extend' },
      });
    });
  }

  /** Stops all clocks of the process; nothing of it can be decided until it is resumed. */
  suspend(actor: Actor, id: string, reason: string): Promise<ProcessView> {
    return this.act(actor, id, 'suspend', (tx, { process }) =>
      write(tx, process, {
        at: actor.now,
        person: actor.person,
        action: 'suspend',
        content: { reason },
        command: { kind: 'suspend' },
        to: { suspendedAt: actor.now },
      }),
    );
  }

  /** Starts the clocks again; each running deadline gets the time back that the pause took, in its policy's own unit. */
  resume(actor: Actor, id: string): Promise<ProcessView> {
    return this.act(actor, id, 'resume', async (tx, { process }) => {
      const running = await tx.query<{ id: string }>('select id from deadline where process_id = $1 and met_at is null', [id]);
      for (const deadline of running) await replan(tx, process, deadline.id, { pause: { from: process.suspendedAt!, to: actor.now } });
      await write(tx, process, { at: actor.now, person: actor.person, action: 'resume', command: { kind: 'resume' }, to: { suspendedAt: null } });
    });
  }

  private act(actor: Actor, id: string, act: ActView['act'], work: (tx: Transaction, matter: LockedMatter) => Promise<void>): Promise<ProcessView> {
    const command = async (tx: Transaction) => {
      const matter = await lockMatter(tx, actor, { process: id }, `process.${act}` satisfies Permission);
      const why = actObstacle(act, matter.process, matter.definition);
      if (why) throw new Problem('wrong-state', { detail: why });
      await work(tx, matter);
      return { id, process: matter.process };
    };
    return this.door.through(actor, command, (tx) => this.views.view(tx, actor, id));
  }
}
