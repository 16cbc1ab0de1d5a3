import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { definitionOf } from '#workflows/contracts';
import type { Explanation } from '#domain/deadline';
import type { Actor } from '../http/actor.js';
import { say } from '#domain/language';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { logReading } from '../readings/read-log.js';
import { matterFor, standsAs } from './matter.js';
import type { TimelineEntryView, TimelinePage, TimelineQuery } from './processes.dto.js';
import { sightOf } from './sight.js';
import { actionsIn, entryWords, type ToldEntry } from './timeline-words.js';

interface EntryRecord extends Omit<ToldEntry, 'extended' | 'decided'> {
  n: number;
  at: Date;
  person: string | null;
  name: string | null;
  deadline: Explanation | null;
  hash: Buffer;
  content: Record<string, string> | null;
}

/** What is shared with those who do not handle it: that it was sent, signed for or returned, reported, and what became of its course. */
const sharedActions = ['open', 'decide', 'recall', 'nudge', 'extend', 'suspend', 'resume', 'rung', 'nobody-eligible', 'close', 'retry'];

/** What happened to a process, newest first, as far as its reader may know. */
@Injectable()
export class TimelineService {
  constructor(private readonly database: Database) {}

  /** That somebody reads in it what people wrote is logged before it is sent. */
  async read(actor: Actor, id: string, { cursor, limit, kind }: TimelineQuery): Promise<TimelinePage> {
    const place = placeOf(cursor, 'number');
    const page = await this.database.look(actor, async (tx): Promise<TimelinePage> => {
      const matter = await matterFor(tx, actor, { process: id }, 'process.timeline');
      tx.enter(id);
      const definition = definitionOf(matter.type);
      const sight = sightOf(matter.standings, definition);
      if (!sight.course) return { items: [] };
      // What is shared: the process as a whole, and the tasks that its definition names.
      const shared = !sight.handling;
      const kinds = shared ? definition.shared.tasks : null;
      const { only, except } = kind ? actionsIn(kind) : { only: null, except: null };
      const rows = await tx.query<EntryRecord>(
        `select e.n, e.at, e.action, e.person_id as person, p.name, e.task_step as step, e.detail, e.hash, c.content, d.explanation as deadline
         from timeline_entry e left join person p on p.id = e.person_id
           left join command c on c.process_id = e.process_id and c.seq = e.command_seq
           left join lateral (select explanation from deadline where process_id = e.process_id and key = e.detail ->> 'deadline' limit 1) d on e.action = 'extend'
         where e.process_id = $1 and ($2::integer is null or e.n < $2) and ($3::text[] is null or e.task_step is null or split_part(e.task_step, '/', 1) = any ($3)) and ($4::text[] is null or e.action = any ($4))
           and ($5::text[] is null or e.action = any ($5)) and ($6::text[] is null or e.action <> all ($6)) and ($7::text[] is null or e.action <> 'extend' or e.detail ->> 'deadline' = any ($7))
         order by e.n desc limit $8`,
        [id, place?.[0] ?? null, kinds, shared ? sharedActions : null, only, except, shared ? definition.shared.deadlines : null, limit + 1],
      );
      const mayRead = ({ person, detail }: EntryRecord, kind = '') => sight.content || person === actor.person || sight.answer(kind, detail.outcome ?? '');
      // Who is recused is for them and their lead to know; to others an entry says that somebody is.
      const named = ({ action, person }: EntryRecord) => person === actor.person || (action === 'recusal' ? standsAs(matter, 'lead') : !shared);
      const view = (row: EntryRecord): TimelineEntryView => {
        const kind = row.step?.split('/')[0];
        const extended = row.deadline && sight.deadline(row.deadline.key) ? row.deadline : null;
        return {
          n: row.n,
          at: row.at,
          action: row.action,
          words: say(entryWords({ ...row, extended, decided: kind !== undefined && sight.outcome(kind) }, definition), actor.language),
          by: row.person && named(row) ? { id: row.person, name: row.name! } : undefined,
          step: row.step ?? undefined,
          content: mayRead(row, kind) ? (row.content ?? undefined) : undefined,
          hash: row.hash.toString('hex'),
        };
      };
      return pageOf(rows, limit, view, (row) => cursorOf(row.n));
    });
    if (page.items.some(({ content }) => content)) await logReading(this.database, actor, { what: 'timeline', processId: id });
    return page;
  }
}
