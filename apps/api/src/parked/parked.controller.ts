import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { retry } from '#database/record/retry';
import { write } from '#database/record/process';
import { IdPipe } from '../http/ids.js';
import { type Actor, Acting } from '../http/actor.js';
import { Problem } from '../http/problem.js';
import { Requires } from '../http/requires.js';
import { lockMatter } from '../processes/matter.js';
import { ParkedPage, type ParkedView } from './parked.dto.js';

interface Row {
  id: string;
  number: string;
  type: string;
  step: string | null;
  code: string | null;
  stuck: Date | null;
  parked: Date | null;
}

/** Processes that do not go on by themselves. */
@ApiTags('parked')
@Controller('parked')
export class ParkedController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('parked.read')
  list(@Acting() actor: Actor): Promise<ParkedPage> {
    return this.database.look(actor, async (tx) => {
      const rows = await tx.query<Row>(
        `select id, number, type, stuck_step as step, stuck_code as code, stuck_since as stuck, parked_since as parked from process
         where (stuck_since is not null or parked_since is not null) and closed_at is null order by coalesce(stuck_since, parked_since), id limit 200`,
      );
      const view = ({ id, number, type, step, code, stuck, parked }: Row): ParkedView => ({
        process: { id, number, type },
        trouble: stuck ? 'stuck' : 'parked',
        step: step ?? undefined,
        code: code ?? undefined,
        since: (stuck ?? parked)!,
      });
      return { items: rows.map(view) };
    });
  }

  /** Retries the process: it is driven again from its record. @throws Problem `wrong-state` where it is neither parked nor stuck */
  @Post(':id/retry')
  @HttpCode(204)
  @Requires('parked.retry')
  retry(@Acting() actor: Actor, @Param('id', IdPipe) id: string): Promise<void> {
    return this.database.as(actor, async (tx) => {
      const { process } = await lockMatter(tx, actor, { process: id }, 'parked.retry');
      if (!(await retry(tx, id, actor.now))) throw new Problem('wrong-state');
      await write(tx, process, { at: actor.now, person: actor.person, action: 'retry' });
    });
  }
}
