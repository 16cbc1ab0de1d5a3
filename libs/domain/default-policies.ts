import { dayLadder, hourLadder, type DeadlinePolicy, type Unit } from './deadline-policy.js';
import type { Words } from './language.js';
import type { StartEvent } from './start-event.js';

const suggested = { zh: '本市默认，可调整', en: 'City default, adjustable' };
const practice = { zh: '巡察工作有关规定和已公布的地方做法', en: 'Inspection rules and published local practice' };
const inspectionRegulation = {
  zh: '《中国共产党巡视工作条例》和巡察工作有关规定',
  en: 'Regulation on inspection work of the CPC, and the rules for inspections by cities and counties',
};
const transferResult = {
  zh: '《中国共产党巡视工作条例》：收到移交的问题线索后3个月内反馈办理情况',
  en: 'Regulation on inspection work of the CPC: the result is fed back within 3 months of the receipt of a clue',
};
const reportsRules = {
  zh: '《纪检监察机关处理检举控告工作规则》第十六条',
  en: 'Rules for the handling of reports and accusations by discipline and supervision bodies, article 16',
};
const inquiryRules = {
  zh: '《中国共产党纪律检查机关监督执纪工作规则》和已公布的地方做法',
  en: 'Rules for the work of discipline inspection bodies, and published local practice',
};
const also = (from: Words, more: Words): Words => ({ zh: `${from.zh}；${more.zh}`, en: `${from.en}; ${more.en}` });

type Row = readonly [
  key: string,
  zh: string,
  en: string,
  amount: number,
  unit: Unit,
  startsAt: StartEvent | undefined,
  basis: Words,
  more?: Partial<DeadlinePolicy>,
];
const silent = { ladder: [] };

// A table: one policy a line.
// oxfmt-ignore
const rows = [
  ['round.notice', '进驻通知', 'Notice of entry', 10, 'd', 'entry', practice, { before: true }],
  ['round.onSite.regular', '驻点（常规巡察）', 'Stay of a regular inspection', 60, 'd', 'entry', practice],
  ['round.onSite.special', '驻点（专项巡察）', 'Stay of a special inspection', 30, 'd', 'entry', practice],
  ['round.onSite.lookBack', '驻点（巡察“回头看”）', 'Stay of a look-back inspection', 20, 'd', 'entry', practice],
  ['round.guidanceInterval', '每周调度指导', 'Weekly guidance', 7, 'd', 'entry', practice, { recurs: true }],
  ['round.reportToSecretary', '向书记专题会议汇报', "Report to the secretary's meeting", 1, 'mo', 'end-of-stay', inspectionRegulation],
  ['round.feedback', '向被巡察党组织反馈', 'Feedback to the inspected unit', 60, 'd', 'end-of-stay', suggested, { hard: 90 }],
  ['linkage.acknowledge', '联动任务回执', 'Acknowledge a linked inspection', 3, 'wd', 'sent', suggested],
  ['linkage.planFiling', '联动方案备案', 'File the plan of a linked inspection', 10, 'wd', 'acknowledged', suggested],
  ['clue.transfer', '线索移交', 'Transfer a clue', 10, 'wd', 'decision', suggested],
  ['clue.receipt', '线索签收', 'Sign for a clue', 3, 'wd', 'sent', suggested],
  ['clue.forward', '线索转办', 'Forward a clue to the competent body', 5, 'wd', 'receipt', reportsRules],
  ['clue.disposition', '提出处置意见', 'Propose a disposition', 1, 'mo', 'receipt', suggested],
  ['clue.inquiry.start', '启动谈话函询', 'Start the talk or inquiry', 5, 'wd', 'approval', inquiryRules],
  ['clue.inquiry.report', '报告谈话函询情况', 'Report on the talk or inquiry', 30, 'd', 'approval', inquiryRules],
  ['clue.verification', '初步核实', 'Preliminary verification', 60, 'd', 'approval', also(suggested, { zh: '可延长一次', en: 'may be extended once' }), { extensionLimit: 1 }],
  ['clue.approval', '审批处置意见', 'Approve a disposition', 5, 'wd', 'proposal', suggested],
  ['clue.urgent', '即查即办', 'Immediate handling', 24, 'h', 'sent', suggested],
  ['clue.supplement', '补充材料', 'Supplement a clue', 10, 'wd', 'asked', suggested],
  ['clue.screening', '线索甄别', 'Screen a clue', 5, 'wd', 'registered', suggested],
  ['clue.parkedReview', '暂存线索复核', 'Review of a parked clue', 6, 'mo', 'disposition', suggested, { recurs: true }],
  ['clue.feedback', '反馈办理结果', 'Feed back the result', 3, 'mo', 'receipt', transferResult],
  ['clue.cap', '线索办结', 'Conclude a clue', 6, 'mo', 'receipt', practice, { hard: 12 }],
  ['nudge.cooldown', '催办间隔', 'Time between nudges', 1, 'wd', 'last-nudge', suggested, silent],
  ['rectification.plan', '报送整改方案', 'Rectification plan', 1, 'mo', 'feedback', inspectionRegulation],
  ['rectification.intensive', '集中整改', 'Intensive rectification', 3, 'mo', 'feedback', also(inspectionRegulation, { zh: '乙类模板为6个月', en: 'template B: 6 months' })],
  ['rectification.progressReport', '整改进展报告', 'Progress report on rectification', 1, 'mo', 'plan', suggested, { recurs: true }],
  ['instant.rectify', '立行立改', 'Instant rectification', 10, 'wd', 'ordered', suggested],
  ['assessment.window', '整改考评', 'Assessment of rectification', 1, 'mo', 'intensive-end', practice],
  ['assessment.objection', '对评分提出异议', 'Object to a score', 5, 'wd', 'score-notified', suggested],
  ['letter.leaderChange', '新任“一把手”提醒函', 'Reminder letter to a new leader', 20, 'wd', 'appointment', practice],
  ['revisit', '回访督查', 'Return visit', 6, 'mo', 'rectification-reported', also(suggested, { zh: '整改情况报告后3至6个月内', en: '3 to 6 months after the report' })],
  ['audit.urgentMatter', '审计紧急事项移送', 'Urgent matter of an audit', 24, 'h', 'found', practice],
  ['claim.lease', '认领有效期', 'Lease of a claim', 3, 'wd', 'claim', also(suggested, { zh: '办理即续期', en: 'renewed by activity' }), silent],
  ['claim.limit', '每人同时认领上限', 'Tasks that one person may hold', 20, 'count', undefined, suggested, silent],
  ['guidance.reply', '答复指导督导意见', 'Reply to a guidance opinion', 10, 'wd', 'opinion-sent', suggested],
  ['crossCheck.acknowledge', '巡审比对回执', 'Acknowledge a cross-check', 3, 'wd', 'sent', suggested],
  ['verification.reply', '答复印证请求', 'Reply to a verification request', 10, 'wd', 'asked', suggested],
  ['instruction.acknowledge', '签收批示', 'Acknowledge an instruction', 1, 'wd', 'written', suggested],
  ['board.silence', '无动态提示', 'Processes without a sign of life', 10, 'wd', undefined, suggested, silent],
] as const satisfies readonly Row[];

export type PolicyKey = (typeof rows)[number][0];
export type PolicySet = Record<PolicyKey, DeadlinePolicy>;

const policyOf = ([key, zh, en, amount, unit, startsAt, basis, more]: Row): DeadlinePolicy => ({
  key,
  name: { zh, en },
  amount,
  unit,
  ...(startsAt && { startsAt }),
  countFirstDay: false,
  rollIfHoliday: true,
  basis,
  ladder: unit === 'h' ? hourLadder : dayLadder,
  ...more,
});

/** The policies that a city starts with; each can be overridden by a later set. */
export const defaultPolicies = Object.fromEntries(rows.map((row) => [row[0], policyOf(row)])) as PolicySet;
