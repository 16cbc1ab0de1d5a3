import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database } from '#database/database';
import { say, type Words } from '#domain/language';
import { definitionOf } from '#workflows/contracts';
import { type Actor, Acting, poolsOf } from '../http/actor.js';
import { PageQuery } from '../http/paging.dto.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { Requires } from '../http/requires.js';
import { NoticePage, type NoticeView } from './notices.dto.js';

interface NoticeRecord {
  id: string;
  kind: string;
  rung: string | null;
  processId: string;
  number: string;
  type: string;
  task: string | null;
  taskId: string | null;
  at: Date;
}

const kinds: Record<string, Words> = {
  reminder: { zh: '即将到期', en: 'Due soon' },
  overdue: { zh: '已经超期', en: 'Overdue' },
  nudge: { zh: '对方催办', en: 'Nudged' },
  lease: { zh: '认领即将到期', en: 'Your claim is about to lapse' },
  'nobody-eligible': { zh: '无人可以接手', en: 'Nobody may take it' },
};

@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(private readonly database: Database) {}

  /** What the person, or a pool of the person, was told, newest first. */
  @Get()
  @Requires('notice.read')
  list(@Acting() actor: Actor, @Query() { cursor, limit }: PageQuery): Promise<NoticePage> {
    const place = placeOf(cursor, 'moment', 'id');
    return this.database.look(actor, async (tx) => {
      const rows = await tx.query<NoticeRecord>(
        `select n.id, n.kind, n.rung, n.process_id as "processId", p.number, p.type, t.kind as task, t.id as "taskId", n.at
         from notice n join process p on p.id = n.process_id left join task t on t.id = n.task_id
         where (n.person_id = $1 or n.pool = any ($2)) and ($3::timestamptz is null or (n.at, n.id) < ($3, $4::uuid)) order by n.at desc, n.id desc limit $5`,
        [actor.person, poolsOf(actor), place?.[0] ?? null, place?.[1] ?? null, limit + 1],
      );
      const view = (row: NoticeRecord): NoticeView => {
        const what = kinds[row.kind] ?? { zh: row.kind, en: row.kind };
        const task = row.task ? definitionOf(row.type).tasks[row.task]?.name : definitionOf(row.type).name;
        return {
          id: row.id,
          kind: row.kind,
          words: say(task ? { zh: `${what.zh}：${task.zh}`, en: `${what.en}: ${task.en}` } : what, actor.language),
          process: { id: row.processId, number: row.number },
          taskId: row.taskId ?? undefined,
          at: row.at,
        };
      };
      return pageOf(rows, limit, view, (row) => cursorOf(row.at, row.id));
    });
  }
}
