import type { Act, Path } from './path.js';

const at = (step: string, outcome: string, by: 'a' | 'b' | 'lead' | 'otherLead' = 'a', child?: string): Act => ({ step, outcome, by, child });

const keys = ['320302', '320303', '320311'];
const yes = (key: string) => at(`acknowledge/${key}/1`, 'yes');
const branches: Path[] = [
  { type: 'branches', input: { keys }, acts: [yes('320311'), yes('320302'), yes('320303')], outcome: 'done' },
  {
    type: 'branches',
    input: { keys },
    acts: [
      at('acknowledge/320303/1', 'ask'),
      yes('320302'),
      at('answer/320303/1', 'answered', 'lead'),
      at('acknowledge/320311/1', 'ask', 'b'),
      at('answer/320311/1', 'answered', 'lead'),
    ],
    outcome: 'done',
  },
  { type: 'branches', input: { keys }, acts: [yes('320302'), at('acknowledge/320303/1', 'ask'), { command: 'recall' }], outcome: 'recalled' },
];

const errands = ['320302', '320303'];
const ran = (child: string, outcome: string) => at('run/1', outcome, 'b', child);
const plan = at('plan/1', 'go', 'lead');
const sum = at('sum/1', 'up', 'otherLead');
const family: Path[] = [
  { type: 'family', input: { keys: errands }, acts: [plan, ran('320302', 'done'), sum, ran('320303', 'done')], outcome: 'complete' },
  { type: 'family', input: { keys: errands }, acts: [plan, sum, ran('320303', 'failed'), ran('320302', 'done')], outcome: 'patchy' },
  { type: 'family', input: { keys: errands }, acts: [plan, ran('320303', 'failed'), { command: 'recall' }], outcome: 'recalled' },
];

const errand: Path[] = [
  { type: 'errand', acts: [at('run/1', 'done')], outcome: 'done' },
  { type: 'errand', acts: [at('run/1', 'failed')], outcome: 'failed' },
  { type: 'errand', acts: [{ command: 'recall' }], outcome: 'recalled' },
];

const lots: Path[] = [
  { type: 'lots', acts: [at('confirm/1', 'again'), at('confirm/2', 'yes'), at('witness/1', 'seen')], outcome: 'even' },
  { type: 'lots', version: 1, acts: [at('confirm/1', 'yes')], outcome: 'odd' },
  { type: 'lots', acts: [at('confirm/1', 'again'), { command: 'recall' }], outcome: 'recalled' },
];

const answer = (outcome: string) => at('answer/first/1/answer/1', outcome);
const choice: Path[] = [
  { type: 'choice', acts: [answer('refused')], outcome: 'refused' },
  { type: 'choice', acts: [{ command: 'recall' }], outcome: 'recalled' },
  { type: 'choice', acts: [{ hours: 12 }, answer('answered'), { days: 14 }], outcome: 'answered' },
  { type: 'choice', acts: [{ hours: 25 }, answer('refused')], outcome: 'refused' },
  {
    type: 'choice',
    acts: [{ hours: 25 }, at('remark/first/first/1/patience/1/remark/1', 'remarked'), at('escalate/1', 'taken', 'lead')],
    outcome: 'escalated',
  },
  { type: 'choice', acts: [{ days: 14 }, at('escalate/1', 'taken', 'lead')], outcome: 'escalated' },
];

/** Ways through the trial stories: branches, choices, waits, children and steps, recalled in the middle too. */
export const trialPaths: Path[] = [...branches, ...family, ...errand, ...lots, ...choice];
