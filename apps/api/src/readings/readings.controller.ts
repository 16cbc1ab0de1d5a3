import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { say, type Words } from '#domain/language';
import { type Actor, Acting } from '../http/actor.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { Requires } from '../http/requires.js';
import { numberLike } from '../processes/names.js';
import type { Readable } from './read-log.js';
import { ReadingPage, ReadingsQuery } from './readings.dto.js';

const names: Record<Readable, Words> = {
  clue: { zh: '线索内容', en: 'The clue' },
  document: { zh: '材料', en: 'A document' },
  title: { zh: '线索标题', en: 'The title of the clue' },
  task: { zh: '任务上的意见和备注', en: 'Opinions and notes on a task' },
  timeline: { zh: '办理过程中的意见', en: 'Opinions in the timeline' },
};

interface ReadingRecord {
  id: string;
  at: Date;
  what: Readable;
  processId: string;
  number: string;
  personId: string;
  name: string;
}

/** Who read what of the matters of a team, for who leads it. */
@ApiTags('readings')
@Controller('readings')
export class ReadingsController {
  constructor(private readonly database: Database) {}

  @Get()
  @Requires('reading.read')
  list(@Acting() actor: Actor, @Query() { cursor, limit, what, q }: ReadingsQuery): Promise<ReadingPage> {
    const place = placeOf(cursor, 'number');
    const number = q && numberLike.test(q) ? q.toUpperCase() : null;
    return this.database.look(actor, async (tx) => {
      const rows = await tx.query<ReadingRecord>(
        'select id, at, what, process_id as "processId", number, person_id as "personId", name from team_readings($1, $2, $3, $4, $5)',
        [place?.[0] ?? null, limit + 1, what ?? null, number, q && !number ? q : null],
      );
      return pageOf(
        rows,
        limit,
        (row) => ({
          id: row.id,
          at: row.at,
          person: { id: row.personId, name: row.name },
          what: row.what,
          words: say(names[row.what], actor.language),
          process: { id: row.processId, number: row.number },
        }),
        (row) => cursorOf(Number(row.id)),
      );
    });
  }
}
