import type { Words } from '#domain/language';

/** A field's error in a request. */
export interface FieldError {
  field: string;
  code: string;
  message: Words;
}

/** What went wrong, by a stable code: the status, and the title that people read. */
export const problems = {
  'not-logged-in': { status: 401, zh: '请先登录。', en: 'Please log in first.' },
  'bad-credentials': { status: 401, zh: '用户名或密码不正确。', en: 'The name or the password is not right.' },
  'token-spent': { status: 410, zh: '链接无效、已经用过，或者已过期。', en: 'This link is not valid, has been used, or has expired.' },
  'bad-csrf-token': { status: 403, zh: '页面已过期，请刷新后重试。', en: 'This page has expired. Reload it and try again.' },
  'https-only': {
    status: 403,
    zh: '只能通过 https 访问；http 仅限本机。',
    en: 'This is served over https only; over http on this machine alone.',
  },
  'not-allowed': { status: 403, zh: '您没有这项权限。', en: 'You are not allowed to do this.' },
  recused: { status: 403, zh: '您已回避此事项。', en: 'You are recused from this matter.' },
  'not-found': { status: 404, zh: '没有找到，或者您无权查看。', en: 'Not found, or not yours to see.' },
  'wrong-method': { status: 405, zh: '这里不能这样请求。', en: 'This cannot be asked for in this way here.' },
  'nothing-claimable': { status: 404, zh: '现在没有可以领取的任务。', en: 'There is nothing to claim right now.' },
  'not-yourself': { status: 409, zh: '不能对自己这样做，请另一位管理员办理。', en: 'Not to yourself: another administrator has to do this.' },
  'last-administrator': { status: 409, zh: '至少要保留一位管理全部单位的管理员。', en: 'Somebody has to be left who administers all of it.' },
  'still-in-use': {
    status: 409,
    zh: '其中还有下级单位、人员、角色、未办任务、在办流程或未处理的线索，不能停用。',
    en: 'There are still organisations, people, roles, open tasks, open processes or unsettled clues in it.',
  },
  'not-yours-to-move': {
    status: 409,
    zh: '您的管理范围从这里开始，请上级管理员办理。',
    en: 'What you administer begins here: an administrator above has to do this.',
  },
  'bad-request': { status: 400, zh: '请求的格式不正确。', en: 'The request is malformed.' },
  invalid: { status: 422, zh: '有内容需要更正。', en: 'Something needs to be corrected.' },
  'too-large': { status: 413, zh: '内容超过了允许的大小。', en: 'This is larger than allowed.' },
  'unsupported-type': { status: 415, zh: '不支持这种类型的内容。', en: 'This kind of content is not supported.' },
  'task-taken': { status: 409, zh: '任务已被他人认领。', en: 'Somebody else has claimed the task.' },
  'task-decided': { status: 409, zh: '任务已经结束。', en: 'The task is no longer open.' },
  'not-holder': { status: 409, zh: '您目前没有持有这项任务。', en: 'You do not hold this task at present.' },
  'claim-limit': { status: 409, zh: '您持有的任务已达上限。', en: 'You hold as many tasks as you may.' },
  'not-eligible': { status: 409, zh: '此人不能接手这项任务。', en: 'This person cannot take the task.' },
  'outcome-not-allowed': { status: 409, zh: '现在不能作出这一决定。', en: 'This decision is not possible now.' },
  stale: { status: 409, zh: '内容已被修改，请核对后再保存。', en: 'It has been changed meanwhile. Compare before you save.' },
  'already-offered': { status: 409, zh: '线索已经移交，不能再更正或作废。', en: 'The clue has been offered; it can no longer be corrected or voided.' },
  'transfer-open': { status: 409, zh: '这条线索正在移交办理中。', en: 'A transfer of this clue is already open.' },
  'wrong-state': { status: 409, zh: '事项当前的状态不允许这样做。', en: 'This is not possible in its present state.' },
  'nudge-too-soon': { status: 409, zh: '刚刚催办过，请稍后再催。', en: 'It was nudged only recently.' },
  'same-request-running': { status: 409, zh: '同一请求正在处理。', en: 'The same request is being handled.' },
  'key-used': { status: 422, zh: '幂等键已用于另一请求。', en: 'The idempotency key was used for another request.' },
  'too-many-attempts': { status: 429, zh: '尝试次数过多，请稍后再试。', en: 'Too many attempts. Please try again later.' },
  'too-many-streams': { status: 429, zh: '同一登录打开的页面过多，请关闭一些。', en: 'This log-in has too many pages open. Close some of them.' },
  'record-away': { status: 503, zh: '数据库暂时不可用，请稍后再试。', en: 'The database is away at the moment. Please try again shortly.' },
  'disk-full': {
    status: 507,
    zh: '服务器磁盘空间已满，没有保存任何内容。请联系管理员清理，稍后再试。',
    en: 'The disk of the server is full; nothing was saved. Tell whoever runs it, and try again later.',
  },
  unexpected: { status: 500, zh: '系统出现了意外错误。', en: 'Something went wrong unexpectedly.' },
} as const;

export type ProblemCode = keyof typeof problems;

/** An answer that is not the one asked for: told to the client as problem+json. */
export class Problem extends Error {
  /** @param about what a person should know besides the title, without content of a matter */
  constructor(
    readonly code: ProblemCode,
    readonly about: { detail?: Words; errors?: FieldError[]; retryAfter?: number; more?: Record<string, unknown> } = {},
  ) {
    super(code);
  }
}
