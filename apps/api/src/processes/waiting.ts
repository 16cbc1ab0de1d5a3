import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Words } from '#domain/language';

/** What a process waits for, in parameters: the sentence is made of it for each reader. */
export interface Waiting {
  /** The reader is to know no more than whether it is open, and what keeps it from going on by itself. */
  bare?: boolean;
  state: string;
  outcome?: string;
  closedAt?: Date;
  openChildren: number;
  trouble?: 'engine-away' | 'parked' | 'stuck' | 'suspended';
  troubleSince?: Date;
  /** The open task that is due first; `shown` is false where the reader is not to know which it is. */
  task?: { kind: string; shown: boolean; pool: string; holder?: string; dueAt?: Date; nobodyEligible: boolean };
  /** What happens by itself next, as a rung of the task's deadline. */
  next?: { at: Date; addressee: string; overdue: boolean };
}

/** Writes points in time as people do, in both languages. */
export interface Moments {
  day: (at: Date) => Words;
  /** With its hour and minute, where those say more than the day. */
  moment: (at: Date) => Words;
}

const addressees: Record<string, Words> = {
  holder: { zh: '承办人', en: 'the holder' },
  lead: { zh: '专班负责人', en: 'the team lead' },
  office: { zh: '巡察办', en: 'the inspection office' },
  'leading-group': { zh: '领导小组', en: 'the leading group' },
};

/** Waiting for whom, for what, and what happens by itself and when. */
export function waitingWords(waiting: Waiting, definition: ProcessDefinition, moments: Moments): Words {
  const { trouble, troubleSince } = waiting;
  const since = troubleSince ? moments.moment(troubleSince) : { zh: '', en: '' };
  if (waiting.closedAt && waiting.bare) return { zh: '已办结。', en: 'Closed.' };
  if (waiting.closedAt) {
    const outcome = definition.outcomes[waiting.outcome ?? ''] ?? { zh: '已办结', en: 'Closed' };
    const on = moments.day(waiting.closedAt);
    return { zh: `${on.zh}${outcome.zh}，无需再办。`, en: `${outcome.en} on ${on.en}. Nothing more is expected.` };
  }
  if (trouble === 'suspended' && !waiting.bare)
    return { zh: `${since.zh}起已中止，期限暂停计算；恢复后继续。`, en: `Suspended since ${since.en}; its deadlines stand still until it is resumed.` };
  if (trouble === 'stuck')
    return {
      zh: `${since.zh}起流程运行受阻，已交管理员处理；所有记录均已保存。`,
      en: `The process has been stuck since ${since.en} and is with an administrator. All that was entered is kept.`,
    };
  if (trouble === 'parked')
    return {
      zh: `${since.zh}起有一条消息未能送达，等待管理员重试；所有记录均已保存。`,
      en: `A message has been parked since ${since.en}, until an administrator retries it. All that was entered is kept.`,
    };
  const sentence = taskWords(waiting, definition, moments);
  if (trouble !== 'engine-away') return sentence;
  return {
    zh: `${sentence.zh}流程引擎自${since.zh}起暂时离线，操作照常受理，恢复后自动继续。`,
    en: `${sentence.en} The engine has been away since ${since.en}; what you do is accepted, and goes on by itself when it is back.`,
  };
}

function taskWords({ bare, state, task, next, openChildren }: Waiting, definition: ProcessDefinition, moments: Moments): Words {
  if (bare) return { zh: '在办。', en: 'Open.' };
  if (!task && openChildren > 0) return { zh: `等待 ${openChildren} 个下级流程办结。`, en: `Waiting for ${openChildren} linked processes to close.` };
  if (!task) {
    const words = definition.states[state] ?? { zh: state, en: state };
    return { zh: `${words.zh}，下一步正在生成。`, en: `${words.en}; the next step is being prepared.` };
  }
  const eligible = task.nobodyEligible
    ? { zh: '目前没有人可以接手，已告知巡察办。', en: ' Nobody may take it at present; the inspection office has been told.' }
    : { zh: '', en: '' };
  if (!task.shown) {
    const words = definition.states[state] ?? { zh: state, en: state };
    return { zh: `${words.zh}，等待承办方办理。${eligible.zh}`, en: `${words.en}; waiting for those who handle it.${eligible.en}` };
  }
  const { asks } = definition.tasks[task.kind]!;
  const whom = task.holder ? { zh: `${task.pool}的${task.holder}`, en: `${task.holder} (${task.pool})` } : { zh: task.pool, en: task.pool };
  const by = task.dueAt ? moments.moment(task.dueAt) : undefined;
  const then = next ? nextWords(next, moments) : undefined;
  return {
    zh: `等待${whom.zh}${by ? `在${by.zh}前` : ''}${asks.zh}${then ? `；${then.zh}` : ''}。${eligible.zh}`,
    en: `Waiting for ${whom.en} to ${asks.en}${by ? ` by ${by.en}` : ''}${then ? `; ${then.en}` : ''}.${eligible.en}`,
  };
}

/** What happens by itself next. */
export function nextWords({ at, addressee, overdue }: NonNullable<Waiting['next']>, { moment }: Moments): Words {
  const whom = addressees[addressee] ?? addressees.holder!;
  const when = moment(at);
  return overdue
    ? { zh: `${when.zh}仍未完成将通知${whom.zh}`, en: `if it is not done by ${when.en}, ${whom.en} will be told` }
    : { zh: `${when.zh}将提醒${whom.zh}`, en: `${whom.en} will be reminded on ${when.en}` };
}
