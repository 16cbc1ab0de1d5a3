import { claim } from './claim.js';
import { coldStart } from './cold-start.js';
import { commands } from './commands.js';
import { cycle } from './cycle.js';
import { delivery } from './delivery.js';
import { matching } from './matching/matching.js';
import { better, type Figure, isOfItsMoment, keeps } from './measure.js';
import { memory } from './memory.js';
import { setStage, type Stage } from './stage.js';
import { start } from './start.js';
import { story } from './story.js';
import { worklist } from './worklist.js';

/** What a group may be told. */
interface BenchOptions {
  /** The folder of the data sets that matching is measured with. */
  data?: string | undefined;
}

/** Each group with what it stands on: nothing, the product that the others have used as well, or one of its own. */
const groups: Record<string, { alone: (options: BenchOptions) => Promise<Figure[]> } | { on: (stage: Stage) => Promise<Figure[]>; fresh?: true }> = {
  start: { alone: start },
  claim: { on: claim },
  cycle: { on: cycle },
  story: { on: story },
  delivery: { on: delivery },
  commands: { on: commands },
  worklist: { on: worklist, fresh: true },
  coldStart: { on: coldStart, fresh: true },
  memory: { on: memory, fresh: true },
  matching: { alone: ({ data }) => matching(data) },
};

/** Milliseconds after which no group is measured again. */
const limit = 45 * 60_000;
const measurements = 3;

/**
 * Measures the named groups, all of them where none is named, and prints a JSON line for each figure.
 * With `check`, a group that misses a bound in which the machine has a say is measured again, at most three times in all and as long as 45 minutes allow it; the best one counts. Sets the exit code to 1 where a bound is missed all the same.
 */
export async function bench({ groups: named, check, ...options }: { groups: string[]; check: boolean } & BenchOptions): Promise<void> {
  const wanted = named.length > 0 ? named : Object.keys(groups);
  const unknown = wanted.filter((name) => !(name in groups));
  if (unknown.length > 0) throw new Error(`There is no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}.`);
  const house = new House(options);
  const best = new Map<string, Figure[]>();
  const took = new Map<string, number>();
  const measure = async (name: string) => {
    const before = performance.now();
    process.stderr.write(`Measuring ${name}.\n`);
    const found = await house.figuresOf(name);
    took.set(name, performance.now() - before);
    process.stderr.write(`Measured ${name} in ${Math.round(took.get(name)! / 1000)} s.\n`);
    for (const figure of found) process.stdout.write(`${JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)) })}\n`);
    best.set(name, best.has(name) ? best.get(name)!.map((figure) => better(figure, found)) : found);
  };
  try {
    for (const name of wanted) await measure(name);
    for (let round = 1; check && round < measurements; round++)
      for (const name of wanted)
        if (best.get(name)!.some((figure) => isOfItsMoment(figure) && !keeps(figure)) && performance.now() + took.get(name)! < limit) await measure(name);
  } finally {
    await house.close();
  }
  const missed = [...best.values()].flat().filter((figure) => !keeps(figure));
  if (!check || missed.length === 0) return;
  process.stderr.write(`Missed: ${missed.map(({ name, value }) => `${name} (${value.toPrecision(4)})`).join(', ')}\n`);
  process.exitCode = 1;
}

/** The product that groups are measured on: started for the first that needs it, and anew for those that need it to themselves. */
class House {
  private shared?: Stage;

  constructor(private readonly options: BenchOptions) {}

  async figuresOf(name: string): Promise<Figure[]> {
    const group = groups[name]!;
    if ('alone' in group) return group.alone(this.options);
    if (!group.fresh) return group.on((this.shared ??= await setStage()));
    await this.close();
    const own = await setStage();
    try {
      return await group.on(own);
    } finally {
      await own.end();
    }
  }

  async close(): Promise<void> {
    await this.shared?.end();
    this.shared = undefined;
  }
}
