import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import type { Actor } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { lockTask, mustHold, renewLease } from './held.js';
import type { DraftBody, DraftView } from './tasks.dto.js';

/** What a holder has typed so far, kept on the server under a revision, so that two windows of one person do not overwrite each other. */
@Injectable()
export class DraftsService {
  constructor(private readonly database: Database) {}

  /** Saves a draft on top of the revision that it was written on (0: none yet), and renews the lease. @throws Problem `stale` with the draft that was saved meanwhile, `not-holder` */
  save(actor: Actor, id: string, { body, revision }: DraftBody): Promise<DraftView> {
    return this.database.as(actor, async (tx) => {
      const held = await lockTask(tx, actor, id, 'task.handle');
      mustHold(held, actor);
      const current = await tx.one<DraftView>('select body, revision, saved_at as "savedAt" from draft where task_id = $1 and person_id = $2', [
        id,
        actor.person,
      ]);
      if ((current?.revision ?? 0) !== revision) throw new Problem('stale', { more: { current } });
      await tx.run(
        `insert into draft (task_id, person_id, body, revision, saved_at) values ($1, $2, $3, $4, $5)
         on conflict (task_id, person_id) do update set body = excluded.body, revision = excluded.revision, saved_at = excluded.saved_at`,
        [id, actor.person, JSON.stringify(body), revision + 1, actor.now],
      );
      await renewLease(tx, actor, held);
      return { body, revision: revision + 1, savedAt: actor.now };
    });
  }
}
