import { setTimeout as after } from 'node:timers/promises';
import { eventually } from '#testing/eventually';
import { clueOf, type Cast } from '../e2e/cast.js';
import type { Client } from '../e2e/client.js';
import { insist, post } from '../e2e/insist.js';

const patience = 120; // seconds, for what takes a moment where nothing is killed
const betweenLooks = 200; // milliseconds; many who look without a pause are what the product would be busy with

/** Waits until a task of the process is in one of the person's boxes, and takes it where it is not in hand yet. */
async function take(person: Client, process: string, kind: string): Promise<string> {
  const find = async (box: 'mine' | 'pool') => {
    const { items } = await insist(() => person.get(`/api/tasks?box=${box}&kind=${kind}&limit=200`));
    return items.find((row: any) => row.process.id === process);
  };
  const task = await eventually(async () => {
    const found = (await find('mine')) ?? (await find('pool'));
    if (found) return found;
    await after(betweenLooks);
    throw new Error(`No ${kind} of ${process} is there.`);
  }, patience);
  if (!task.mine) await post(person, `/api/tasks/${task.id}/claim`);
  return task.id;
}

/** Takes a task of a process as soon as it is there, and decides it. */
export async function decide(person: Client, process: string, kind: string, decision: Record<string, string>): Promise<void> {
  await post(person, `/api/tasks/${await take(person, process, kind)}/decide`, decision);
}

/** Registers a clue and offers it. @returns the process */
export async function offer(people: Cast): Promise<string> {
  const clue = await eventually(() => clueOf(people), patience);
  return (await post(people.coordinator, '/api/clue-transfers', { clueId: clue.id, toTeamId: people.team, urgency: 'normal' })).id;
}

/** Plays a transfer to its end: signed, proposed, sent back once, proposed again, approved, reported. */
export async function playThrough({ coordinator, lead }: Cast, reviewer: Client, process: string): Promise<void> {
  await decide(reviewer, process, 'sign', { outcome: 'sign' });
  await decide(reviewer, process, 'propose-disposition', { outcome: 'preliminary-verification', opinion: '建议初核' });
  await decide(lead, process, 'approve-disposition', { outcome: 'send-back', reason: '依据不足' });
  await decide(reviewer, process, 'propose-disposition', { outcome: 'parked', opinion: '暂存' });
  await decide(lead, process, 'approve-disposition', { outcome: 'approve' });
  await decide(reviewer, process, 'report-result', { outcome: 'reported', result: '已办结' });
  await eventually(async () => {
    const view = await insist(() => coordinator.get(`/api/processes/${process}`));
    if (view.state !== 'closed') throw new Error(`${process} is ${view.state}: ${view.waiting.sentence}`);
  }, patience);
}
