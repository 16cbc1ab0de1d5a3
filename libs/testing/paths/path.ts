import { workflowIdOf } from '#temporal/names';
import { passTime, quiet } from '../pass-time.js';
import { atRest, type Span } from '../fast-forward.js';
import type { SmallCity } from '../small-city.js';
import type { StoryWorld } from '../story-harness.js';
import { eventually } from '../eventually.js';

/** Something that happens to a process: a decision, on it or on one of its children; a command on the whole; or time that passes. */
export type Act = { step: string; outcome: string; by: keyof SmallCity; child?: string } | { command: string } | Span;

/** One way through a story, from its opening to its end. */
export interface Path {
  type: string;
  /** What its story is told with besides the team; an organisation or a person of the small city by its name there. */
  input?: Record<string, unknown>;
  version?: number;
  acts: Act[];
  outcome: string;
}

/** By what it is known: `clue-transfer: sign/1 return`. */
export const nameOf = ({ type, version, input, acts }: Path): string => {
  const words = acts.map((act) => ('step' in act ? `${act.child ? `${act.child}: ` : ''}${act.step} ${act.outcome}` : 'command' in act ? act.command : 'time'));
  const urgent = input?.urgent ? ' urgent' : '';
  return `${type}${version ? ` v${version}` : ''}${urgent}: ${words.join(', ')}`;
};

/** Whether time passes on it: such paths are played alone, since time passes for all processes at once. */
export const takesTime = ({ acts }: Path): boolean => acts.some((act) => !('step' in act) && !('command' in act));

/** Opens a process for a path. */
export const begin = (world: StoryWorld, { type, input = {}, version }: Path): Promise<string> => {
  const known = Object.entries(input).map(([key, value]) => [
    key,
    typeof value === 'string' && value in world.city ? world.city[value as keyof SmallCity] : value,
  ]);
  return world.open(type, Object.fromEntries(known) as Record<string, unknown>, { version });
};

/** Does one act on processes that go the same path, all of which have come this far. */
export async function play(world: StoryWorld, processes: string[], act: Act): Promise<void> {
  if ('command' in act) {
    // What such a command finds open depends on how far the story is, so it waits for it; a decision waits for its task.
    await quiet(world);
    await Promise.all(processes.map((process) => atRest(world.client, workflowIdOf(process))));
    await Promise.all(processes.map((process) => world.command(process, act.command, { by: world.city.coordinator })));
  } else if ('step' in act) {
    await Promise.all(
      processes.map(async (process) => {
        const concerned = act.child ? await childOf(world, process, act.child) : process;
        return world.decide(concerned, act.step, act.outcome, world.city[act.by]);
      }),
    );
  } else await passTime(world, act);
}

const childOf = ({ owner }: StoryWorld, parent: string, key: string): Promise<string> =>
  eventually(async () => {
    const { rows } = await owner.query<{ id: string }>('select id from process where parent_id = $1 and child_key = $2', [parent, key]);
    if (!rows[0]) throw new Error(`${key} has not been opened.`);
    return rows[0].id;
  });

/** A process with all that were opened by it. */
export async function familyOf({ owner }: StoryWorld, process: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from process where parent_id = $1 order by id', [process]);
  return [process, ...rows.map(({ id }) => id)];
}
