// Real: the Temporal Server and the worker. The record only pretends.
import { afterEach, expect, it } from '@jest/globals';
import { eventually } from '#testing/eventually';
import { mockedStory, type MockedStory } from '#testing/mocked-story';
import type { Command } from '../kit/contract.js';

let transfer: MockedStory;
afterEach(() => transfer?.stop());

const input = { toTeam: 'team', urgent: false };
const told = ({ record }: MockedStory) => record.openTask.mock.calls.map(([{ process: _, within: __, ...task }]) => task);
const decision = (seq: number, task: string, outcome: string, by = 'a'): Command => ({ seq, kind: 'decide', task, outcome, by });

it('looks after its deadline while nobody signs, then returns what is not theirs', async () => {
  transfer = await mockedStory('clueTransfer', input);
  const { record, forward, decide, handle } = transfer;
  await eventually(() => expect(record.openTask).toHaveBeenCalledTimes(1)); // let it act before time moves
  await forward({ days: 3.5 });
  await eventually(() => expect(record.attend).toHaveBeenCalledTimes(3));

  await decide('sign/1', 'return');
  expect(await handle.result()).toBe('returned');
  expect(record.close).toHaveBeenCalledWith({ process: transfer.process, outcome: 'returned' });
  expect(record.openCopy).not.toHaveBeenCalled();
  expect(told(transfer)).toEqual([{ step: 'sign/1', kind: 'sign', pool: 'team/reviewer', deadline: 'clue.receipt' }]);
});

it('leaves the matter with who signed it, and has the lead approve what another person proposed', async () => {
  transfer = await mockedStory('clueTransfer', input);
  const { record, decide, handle } = transfer;
  await decide('sign/1', 'sign', 'a');
  await decide('propose-disposition/1', 'parked', 'b');
  await decide('approve-disposition/1', 'send-back', 'lead');
  await decide('propose-disposition/2', 'talk-or-inquiry', 'c');
  await decide('approve-disposition/2', 'approve', 'lead');
  await decide('report-result/1', 'reported', 'c');
  expect(await handle.result()).toBe('concluded');

  const approval = (n: number, notBy: string) => ({
    step: `approve-disposition/${n}`,
    kind: 'approve-disposition',
    pool: 'team/team-lead',
    notBy,
    deadline: 'clue.approval',
  });
  const proposal = (n: number, heldBy: string) => ({
    step: `propose-disposition/${n}`,
    kind: 'propose-disposition',
    pool: 'team/reviewer',
    heldBy,
    deadline: 'clue.disposition',
  });
  expect(told(transfer).slice(1)).toEqual([
    proposal(1, 'a'),
    approval(1, 'b'),
    proposal(2, 'b'),
    approval(2, 'c'),
    { step: 'report-result/1', kind: 'report-result', pool: 'team/reviewer', heldBy: 'c', deadline: 'clue.feedback' },
  ]);
  expect(record.openCopy).toHaveBeenCalledWith({ process: transfer.process, step: 'acknowledge-copy/1', kind: 'acknowledge-copy', role: 'discipline-intake' });
});

it('gives an urgent clue the deadline of immediate handling', async () => {
  transfer = await mockedStory('clueTransfer', { ...input, urgent: true });
  await eventually(() => expect(told(transfer)).toEqual([{ step: 'sign/1', kind: 'sign', pool: 'team/reviewer', deadline: 'clue.urgent' }]));
});

it('takes up its story from the record where the engine has lost it', async () => {
  transfer = await mockedStory('clueTransfer', input, [decision(1, 'sign/1', 'sign'), decision(2, 'propose-disposition/1', 'parked')]);
  const { record, decide, handle } = transfer;
  await decide('approve-disposition/1', 'approve', 'b');
  await decide('report-result/1', 'reported', 'a');
  expect(await handle.result()).toBe('concluded');
  expect(record.openTask.mock.calls.map(([{ step }]) => step)).not.toContain('sign/1'); // passed without doing it again
});

it('ends when it is recalled, wherever it is', async () => {
  transfer = await mockedStory('clueTransfer', input);
  const { record, commands, ring, handle } = transfer;
  await eventually(() => expect(record.openTask).toHaveBeenCalledTimes(1));
  commands.push({ seq: 1, kind: 'recall' });
  await ring();
  expect(await handle.result()).toBe('recalled');
  expect(record.recallChildren).toHaveBeenCalledWith({ process: transfer.process }); // once or more: the engine may ask again for what it did not hear the end of
  expect(record.close).toHaveBeenCalledWith({ process: transfer.process, outcome: 'recalled' });
});
