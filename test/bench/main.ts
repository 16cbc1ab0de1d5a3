import { claim } from './claim.js';
import { commands } from './commands.js';
import { cycle } from './cycle.js';
import { delivery } from './delivery.js';
import { type Figure, keeps } from './measure.js';
import { setStage, type Stage } from './stage.js';
import { start } from './start.js';
import { story } from './story.js';
import { worklist } from './worklist.js';

/** Each group with whether it needs the product to run already. */
const groups: Record<string, { alone: () => Promise<Figure[]> } | { on: (stage: Stage) => Promise<Figure[]> }> = {
  start: { alone: start },
  claim: { on: claim },
  cycle: { on: cycle },
  story: { on: story },
  delivery: { on: delivery },
  commands: { on: commands },
  worklist: { on: worklist },
};

/** Measures the named groups, all of them where none is named, and prints a JSON line for each figure. Sets the exit code to 1 where `check` finds a bound missed. */
export async function bench({ groups: named, check }: { groups: string[]; check: boolean }): Promise<void> {
  const wanted = named.length > 0 ? named : Object.keys(groups);
  const unknown = wanted.filter((name) => !(name in groups));
  if (unknown.length > 0) throw new Error(`There is no group ${unknown.join(', ')}; there are ${Object.keys(groups).join(', ')}.`);
  const figures: Figure[] = [];
  let stage: Stage | undefined;
  try {
    for (const name of wanted) {
      const group = groups[name]!;
      process.stderr.write(`Measuring ${name}.\n`);
      const found = 'alone' in group ? await group.alone() : await group.on((stage ??= await setStage()));
      for (const figure of found) process.stdout.write(`${JSON.stringify({ ...figure, value: Number(figure.value.toPrecision(4)) })}\n`);
      figures.push(...found);
    }
  } finally {
    await stage?.end();
  }
  const missed = figures.filter((figure) => !keeps(figure));
  if (!check || missed.length === 0) return;
  process.stderr.write(`Missed: ${missed.map(({ name, value }) => `${name} (${value.toPrecision(4)})`).join(', ')}\n`);
  process.exitCode = 1;
}
