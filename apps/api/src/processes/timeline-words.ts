import { amountWords, type Explanation } from '#domain/deadline';
import type { Words } from '#domain/language';
import { doneWords, type ProcessDefinition } from '#workflows/kit/contract';

/** What an entry says; the name of who did it may stand beside it, or be left out. */
const actions: Record<string, Words> = {
  claim: { zh: '认领', en: 'Claimed' },
  release: { zh: '放回队列', en: 'Given back' },
  'hand-on': { zh: '转交同事', en: 'Handed on' },
  assign: { zh: '指派', en: 'Assigned' },
  'take-back': { zh: '收回', en: 'Taken back' },
  note: { zh: '添加备注', en: 'Noted down' },
  decide: { zh: '办理', en: 'Decided' },
  recall: { zh: '撤回', en: 'Recalled' },
  nudge: { zh: '催办', en: 'Nudged' },
  extend: { zh: '延长期限', en: 'Deadline extended' },
  suspend: { zh: '中止', en: 'Suspended' },
  resume: { zh: '恢复', en: 'Resumed' },
  close: { zh: '结束', en: 'Closed' },
  'task-opened': { zh: '交办', en: 'Task opened' },
  rung: { zh: '到期提醒', en: 'Reminder sent' },
  'nobody-eligible': { zh: '无人可接手，已告知巡察办', en: 'Nobody may take it; the inspection office was told' },
  copied: { zh: '抄送', en: 'Copied' },
  withdrawn: { zh: '收回任务', en: 'Task withdrawn' },
  wait: { zh: '开始等待', en: 'Waiting' },
  waited: { zh: '等待期满', en: 'The wait is over' },
  settled: { zh: '已作出选择', en: 'Settled' },
  'children-opened': { zh: '发起下级流程', en: 'Linked processes opened' },
  'lease-warning': { zh: '认领即将到期', en: 'Claim about to lapse' },
  'lease-expired': { zh: '认领到期，回到队列', en: 'Claim lapsed, back in the pool' },
  retry: { zh: '管理员重新驱动', en: 'Retried by an administrator' },
  left: { zh: '承办人离岗或换岗，任务已交接', en: 'Its holder has left or moved; taken from their hands' },
  recusal: { zh: '有人声明回避', en: 'Somebody declared a recusal' },
  'content-destroyed': { zh: '内容已依规销毁', en: 'Content destroyed under the rules' },
};

/** What a reader may pick out of a timeline: what was decided, through whose hands it went, what became of its deadlines, and how it went on. */
export const entryKinds = ['decisions', 'hands', 'deadlines', 'course'] as const;
export type EntryKind = (typeof entryKinds)[number];

const actionsOf: Record<Exclude<EntryKind, 'course'>, string[]> = {
  decisions: ['decide'],
  hands: ['claim', 'release', 'hand-on', 'assign', 'take-back', 'note', 'left', 'lease-warning', 'lease-expired', 'recusal'],
  deadlines: ['extend', 'suspend', 'resume', 'rung', 'nudge'],
};

/** The actions of a kind, or all but which it is; the course is all that is no other kind. */
export const actionsIn = (kind: EntryKind): { only: string[] | null; except: string[] | null } =>
  kind === 'course' ? { only: null, except: Object.values(actionsOf).flat() } : { only: actionsOf[kind], except: null };

/** An entry, as far as its words depend on it. */
export interface ToldEntry {
  action: string;
  step: string | null;
  detail: { outcome?: string; amount?: number };
  /** Whether the reader may know what was decided. */
  decided: boolean;
  /** Of the deadline that was extended; null where the reader is not to know which it is. */
  extended: Explanation | null;
}

/** The opening by the first stage of its path, a decision by its task and outcome, all else by what was done. */
export function entryWords({ action, step, detail, decided, extended }: ToldEntry, { path, tasks }: ProcessDefinition): Words {
  if (action === 'open') return path[0]!.name;
  const task = tasks[step?.split('/')[0] ?? ''];
  const what = actions[action] ?? { zh: action, en: action };
  if (action === 'extend' && extended && detail.amount) {
    const by = amountWords(detail.amount, extended.unit);
    return { zh: `${what.zh}${by.zh}：${extended.name.zh}`, en: `${what.en} by ${by.en}: ${extended.name.en}` };
  }
  if (!task) return what;
  const outcome = action === 'decide' && decided ? task.outcomes[detail.outcome ?? ''] : undefined;
  if (!outcome) return { zh: `${what.zh}：${task.name.zh}`, en: `${what.en}: ${task.name.en}` };
  const done = doneWords(outcome);
  return { zh: `${task.name.zh}：${done.zh}`, en: `${task.name.en}: ${done.en}` };
}
