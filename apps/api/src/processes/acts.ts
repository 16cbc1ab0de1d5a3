import type { ProcessDefinition } from '#workflows/kit/contract';
import type { Words } from '#domain/language';
import { type Language, say } from '#domain/language';
import { mayHere, type Permission } from '../rights/rights.js';
import type { Matter } from './matter.js';
import type { ActView } from './processes.dto.js';

type Act = ActView['act'];

const permissions: Record<Act, Permission> = {
  extend: 'process.extend',
  recall: 'process.recall',
  nudge: 'process.nudge',
  suspend: 'process.suspend',
  resume: 'process.resume',
};

const reasons = {
  closed: { zh: '事项已办结。', en: 'The matter is closed.' },
  accepted: { zh: '对方已接手，不能再撤回。', en: 'It has been accepted and can no longer be recalled.' },
  suspended: { zh: '事项已中止，请先恢复。', en: 'The matter is suspended; resume it first.' },
  running: { zh: '事项没有中止。', en: 'The matter is not suspended.' },
} satisfies Record<string, Words>;

/** Why an act is not possible in the state that the process is in; undefined where it is. */
export function actObstacle(
  act: Act,
  process: { state: string; closedAt: Date | null; suspendedAt: Date | null },
  definition: ProcessDefinition,
): Words | undefined {
  if (process.closedAt) return reasons.closed;
  if (act === 'recall') return definition.recallableIn.includes(process.state) ? undefined : reasons.accepted;
  if (act === 'resume') return process.suspendedAt ? undefined : reasons.running;
  return process.suspendedAt ? reasons.suspended : undefined;
}

/** The acts that a reader's page offers: those that the reader may do at all here, with the reason where one is not possible now. */
export const actsOn = (
  process: { state: string; closedAt: Date | null; suspendedAt: Date | null },
  definition: ProcessDefinition,
  { standings }: Matter,
  language: Language,
): ActView[] =>
  (Object.keys(permissions) as Act[])
    .filter((act) => mayHere(permissions[act], standings))
    .map((act) => {
      const why = actObstacle(act, process, definition);
      return { act, allowed: !why, why: why && say(why, language) };
    });
