import { atOnce, type Figure, percentile } from './measure.js';
import { closed, clues, offer, type Stage, Watch } from './stage.js';

const stories = { 1: 10, 32: 96 };

/** The whole transfer with its four tasks, over HTTP and waiting by server-sent events: signed, proposed, approved by the lead, reported, closed. */
export async function story(stage: Stage): Promise<Figure[]> {
  const { reviewers, people } = stage;
  const watches = new Map([...reviewers, people.lead].map((person) => [person, new Watch(person)]));
  const decide = async (person: Stage['reviewers'][number], process: string, kind: string, decision: object) => {
    const watch = watches.get(person)!;
    const task = await watch.reads(
      process,
      ({ tasks }) => tasks.find((one: any) => one.kind === kind && one.state === 'open') as { id: string; holder?: object } | undefined,
    );
    if (!task.holder) await person.ok(person.post(`/api/tasks/${task.id}/claim`));
    await person.ok(person.post(`/api/tasks/${task.id}/decide`, decision));
  };
  const tell = async (clue: string, n: number) => {
    const reviewer = reviewers[n % reviewers.length]!;
    const process = await offer(stage, clue);
    await decide(reviewer, process, 'sign', { outcome: 'sign' });
    await decide(reviewer, process, 'propose-disposition', { outcome: 'closed', opinion: '建议了结' });
    await decide(people.lead, process, 'approve-disposition', { outcome: 'approve' });
    await decide(reviewer, process, 'report-result', { outcome: 'reported', result: '已了结' });
    await watches.get(reviewer)!.hears(process, closed);
  };
  const figures: Figure[] = [];
  for (const concurrency of [1, 32] as const) {
    const total = stories[concurrency];
    const ready = await clues(stage, total);
    const each: number[] = [];
    const started = performance.now();
    await atOnce(total, concurrency, async (n) => {
      const before = performance.now();
      await tell(ready[n]!, n);
      each.push(performance.now() - before);
    });
    figures.push(
      { name: `story.${concurrency}.p50`, value: percentile(each, 0.5), unit: 'ms', n: total },
      { name: `story.${concurrency}`, value: total / ((performance.now() - started) / 1000), unit: '/s', n: total },
    );
  }
  await Promise.all([...watches.values()].map((watch) => watch.end()));
  return figures;
}
