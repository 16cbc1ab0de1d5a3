import { eventually } from '#testing/eventually';
import type { Client } from './client.js';

/** Waits until a task of the process is in the person's hands or pool, and gives its row. */
export const taskOf = (person: Client, process: string, kind: string): Promise<any> =>
  eventually(async () => {
    const boxes = ['mine', 'pool', 'copied'].map((box) => person.ok(person.get(`/api/tasks?box=${box}&kind=${kind}&limit=200`)));
    const task = (await Promise.all(boxes)).flatMap(({ items }) => items).find((row: any) => row.process.id === process);
    if (!task) throw new Error(`There is no ${kind} of ${process}.`);
    return task;
  });

/** Waits for a task of the process, takes it where nobody has it yet, and decides it. */
export async function decide(person: Client, process: string, kind: string, decision: Record<string, string>): Promise<any> {
  const task = await taskOf(person, process, kind);
  if (!task.mine && !task.copy) await person.ok(person.post(`/api/tasks/${task.id}/claim`));
  return person.ok(person.post(`/api/tasks/${task.id}/decide`, decision));
}

/** Waits until the process is closed, as the person sees it. */
export const closed = (person: Client, process: string): Promise<any> =>
  eventually(async () => {
    const view = await person.ok(person.get(`/api/processes/${process}`));
    if (view.state !== 'closed') throw new Error(`${process} is ${view.state}: ${view.waiting.sentence}`);
    return view;
  });
