import { type Figure, percentile, timed } from './measure.js';
import { clues, firstTask, offer, type Stage, Watch } from './stage.js';

const count = 64;
/** Rounds of half of the tasks each: those that are not counted, after which the api runs as one that has served for a while, and those that are. */
const rounds = { before: 90, counted: 12 };

/** Claims over HTTP, one at a time and 32 at once, beside the bare statement through pg on the same tasks. */
export async function claim(stage: Stage): Promise<Figure[]> {
  const { reviewers, owner } = stage;
  const watch = new Watch(reviewers[0]!);
  const tasks: string[] = [];
  for (const clue of await clues(stage, count)) {
    const process = await offer(stage, clue);
    tasks.push(await watch.hears(process, firstTask));
  }
  await watch.end();

  const figures: Figure[] = [];
  const medians: Record<number, number> = {};
  for (const concurrency of [1, 32]) {
    const each: number[] = [];
    let perSecond = 0;
    for (let round = 0; round < rounds.before + rounds.counted; round++) {
      // Each task is given back, untimed, so that nobody comes to the limit.
      const held: (() => Promise<unknown>)[] = [];
      const batch = tasks.slice(round % 2 ? 0 : 32, round % 2 ? 32 : 64);
      const result = await timed(batch.length, concurrency, async (n) => {
        const who = reviewers[n % reviewers.length]!;
        await who.ok(who.post(`/api/tasks/${batch[n]}/claim`));
        held.push(() => who.ok(who.post(`/api/tasks/${batch[n]}/release`)));
      });
      for (const giveBack of held) await giveBack();
      if (round < rounds.before) continue;
      each.push(...result.each);
      perSecond = Math.max(perSecond, result.perSecond);
    }
    medians[concurrency] = percentile(each, 0.5);
    figures.push(
      { name: `claim.http.${concurrency}.p50`, value: medians[concurrency], unit: 'ms', n: each.length, ...(concurrency === 1 && { bound: { atMost: 5 } }) },
      { name: `claim.http.${concurrency}.p99`, value: percentile(each, 0.99), unit: 'ms', n: each.length },
      { name: `claim.http.${concurrency}.perSecond`, value: perSecond, unit: '/s', n: each.length },
    );
  }

  const me = reviewers[0]!.me.person.id as string;
  const bare = {
    name: 'claim',
    text: `update task set holder = $2, claimed_at = $3, lease_until = $4 where id = $1 and state = 'open' and (holder is null or lease_until < $3) returning id`,
  };
  const now = new Date('2100-01-01');
  const sql = await timed(tasks.length * 4, 1, async (n) => void (await owner.query({ ...bare, values: [tasks[n % tasks.length], me, now, now] })));
  await owner.query('update task set holder = null, claimed_at = null, lease_until = null where id = any ($1)', [tasks]);
  const p50 = percentile(sql.each, 0.5);
  return [
    ...figures,
    { name: 'claim.sql.p50', value: p50, unit: 'ms', n: sql.each.length },
    { name: 'claim.http.ratio', value: medians[1]! / p50, unit: '× bare SQL', n: sql.each.length },
  ];
}
