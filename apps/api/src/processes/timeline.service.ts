import { Injectable } from '@nestjs/common';
import { Database } from '#database/database';
import { definitionOf } from '#workflows/contracts';
import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Words } from '#domain/language';
import { type Actor, rolesOf } from '../http/actor.js';
import { say } from '#domain/language';
import type { PageQuery } from '../http/paging.dto.js';
import { cursorOf, pageOf, placeOf } from '../http/paging.js';
import { mayHere } from '../rights/rights.js';
import { matterFor } from './matter.js';
import type { TimelineEntryView, TimelinePage } from './processes.dto.js';
import { sightOf } from './sight.js';

interface EntryRecord {
  n: number;
  at: Date;
  action: string;
  person: string | null;
  name: string | null;
  step: string | null;
  detail: { outcome?: string; to?: string; amount?: number; receipt?: string; rung?: string };
  hash: Buffer;
  content: Record<string, string> | null;
}

const actions: Record<string, Words> = {
  claim: { zh: '认领', en: 'claimed' },
  release: { zh: '放回队列', en: 'gave back' },
  'hand-on': { zh: '转交同事', en: 'handed on' },
  assign: { zh: '指派', en: 'assigned' },
  'take-back': { zh: '收回', en: 'took back' },
  recall: { zh: '撤回', en: 'recalled it' },
  nudge: { zh: '催办', en: 'nudged' },
  extend: { zh: '延长期限', en: 'extended a deadline' },
  suspend: { zh: '中止', en: 'suspended it' },
  resume: { zh: '恢复', en: 'resumed it' },
  close: { zh: '办结', en: 'closed' },
  'task-opened': { zh: '交办', en: 'asked' },
  rung: { zh: '到期提醒', en: 'reminder sent' },
  'nobody-eligible': { zh: '无人可接手，已告知巡察办', en: 'nobody may take it; the inspection office was told' },
  copied: { zh: '抄送', en: 'copied' },
  withdrawn: { zh: '收回任务', en: 'withdrawn' },
  wait: { zh: '开始等待', en: 'waiting' },
  waited: { zh: '等待期满', en: 'the wait is over' },
  settled: { zh: '已作出选择', en: 'settled' },
  'children-opened': { zh: '发起下级流程', en: 'linked processes opened' },
  'lease-warning': { zh: '认领即将到期', en: 'claim about to lapse' },
  'lease-expired': { zh: '认领到期，回到队列', en: 'claim lapsed, back in the pool' },
  retry: { zh: '管理员重新驱动', en: 'driven again by an administrator' },
  left: { zh: '承办人离岗或换岗，任务已交接', en: 'its holder has left or moved; taken from their hands' },
  recusal: { zh: '有人声明回避', en: 'somebody declared a recusal' },
  'content-destroyed': { zh: '内容已依规销毁', en: 'content destroyed under the rules' },
};

/** What is shared with those who do not handle it: that it was sent, signed for or returned, reported, and what became of its course. */
const sharedActions = ['open', 'decide', 'recall', 'nudge', 'extend', 'suspend', 'resume', 'rung', 'nobody-eligible', 'close', 'retry'];

/** What happened to a process, newest first, as far as its reader may know. */
@Injectable()
export class TimelineService {
  constructor(private readonly database: Database) {}

  read(actor: Actor, id: string, { cursor, limit }: PageQuery): Promise<TimelinePage> {
    const place = placeOf(cursor, 'number');
    return this.database.look(actor, async (tx) => {
      const matter = await matterFor(tx, actor, { process: id }, 'process.timeline');
      tx.enter(id);
      const definition = definitionOf(matter.type);
      const sight = sightOf(matter.relations, definition);
      if (sight.level === 'bare') return { items: [] };
      const reads = mayHere('process.content', rolesOf(actor), matter.relations);
      // What is shared: the process as a whole, and the tasks that its definition names.
      const shared = sight.level === 'shared';
      const kinds = shared ? definition.shared.tasks : null;
      const rows = await tx.query<EntryRecord>(
        `select e.n, e.at, e.action, e.person_id as person, p.name, e.task_step as step, e.detail, e.hash, c.content
         from timeline_entry e left join person p on p.id = e.person_id
           left join command c on c.process_id = e.process_id and c.seq = e.command_seq
         where e.process_id = $1 and ($2::integer is null or e.n < $2) and ($3::text[] is null or e.task_step is null or split_part(e.task_step, '/', 1) = any ($3)) and ($4::text[] is null or e.action = any ($4))
         order by e.n desc limit $5`,
        [id, place?.[0] ?? null, kinds, shared ? sharedActions : null, limit + 1],
      );
      const view = (row: EntryRecord): TimelineEntryView => {
        return {
          n: row.n,
          at: row.at,
          action: row.action,
          words: say(wordsOf(row, definition), actor.language),
          by: row.person && (!shared || row.person === actor.person) ? { id: row.person, name: row.name! } : undefined,
          step: row.step ?? undefined,
          content: reads || (row.person === actor.person && row.content) ? (row.content ?? undefined) : undefined,
          hash: row.hash.toString('hex'),
        };
      };
      return pageOf(rows, limit, view, (row) => cursorOf(row.n));
    });
  }
}

/** The opening by the first stage of its path, a decision by its task and outcome, all else by what was done. */
function wordsOf({ action, step, detail }: EntryRecord, { path, tasks }: ProcessDefinition): Words {
  if (action === 'open') return path[0]!.name;
  const task = tasks[step?.split('/')[0] ?? ''];
  const done = actions[action] ?? { zh: action, en: action };
  if (!task) return done;
  const [one, other] = action === 'decide' ? [task.name, task.outcomes[detail.outcome ?? '']!.name] : [done, task.name];
  return { zh: `${one.zh}：${other.zh}`, en: `${one.en}: ${other.en}` };
}
