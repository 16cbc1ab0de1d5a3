import type { Command } from './contract.js';
import type { Ear } from './ear.js';
import type { KitActivities, Progress, Side, TaskAsked } from './record.js';

/** What a task asks of whom; see the activity that opens it. */
export type TaskOptions = Pick<TaskAsked, 'pool' | 'deadline' | 'heldBy' | 'notBy'>;

/** The verbs that a story is written with. Steps of one kind are counted; where branches speak of one kind beside each other, a `key` tells them apart, whoever is quicker. */
export interface Process {
  /** Puts a task into a pool, climbs its deadline's ladder while it stays open, and returns what was decided. */
  task(kind: string, options: TaskOptions, key?: string): Promise<Command>;
  /** Sends a copy for information to who holds a role nearest to the receiving side, in its area; nothing waits for its receipt. */
  copy(kind: string, options: { role: string }, key?: string): Promise<void>;
  /** Has an effect once. The activity is told process and step, and stores under them what it did; its result is ids, at most 2 KB. */
  step<Result>(kind: string, effect: (of: { process: string; step: string }) => Promise<Result>, key?: string): Promise<Result>;
  /** Waits until a deadline has passed. */
  wait(kind: string, options: { deadline: string }, key?: string): Promise<void>;
  /** Tells several stories at once; the first to come to its end wins, for good, and the others are left. Each side has verbs of its own. */
  first<Sides extends Record<string, (process: Process) => Promise<unknown>>>(sides: Sides, key?: string): Promise<keyof Sides & string>;
  /** Opens a process of its own for each key, once, and waits until none of them is open. `inputOf` gives what its story is told with besides. */
  children(type: string, keys: string[], inputOf?: (key: string) => Record<string, unknown>, among?: string): Promise<Progress>;
  /** Whether the process was opened under this version of its story, or a later one. */
  since(version: number): boolean;
  /** Ends the process; the record refuses what comes later. */
  close(outcome: string): Promise<string>;
}

/** What the verbs are spoken with. */
interface Speaker {
  id: string;
  version: number;
  ear: Ear;
  record: KitActivities;
  close: Process['close'];
}

/** Where in the story a verb is spoken: at its root, or on one side of a choice, which may be left. */
interface Place {
  /** Put between kind and number, so that the sides of a choice count their steps apart. */
  prefix: string;
  within: Side[];
  left: () => boolean;
}

const never = new Promise<never>(() => undefined);

/** The verbs of one process, at the root of its story. */
export function verbsOf({ id, version, ear, record, close }: Speaker): Process {
  const counts = new Map<string, number>();

  /** Names the next step of a kind, the same at every walk through the story: `sign/1`, `sign/2`, … */
  const next = (place: Place, kind: string, key?: string) => {
    const name = `${key ? `${kind}/${key}` : kind}${place.prefix}`;
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return `${name}/${n}`;
  };

  const verbsAt = (place: Place): Process => {
    /** What is spoken on a side that has been left leads nowhere any more. */
    const here = async <T>(work: Promise<T>): Promise<T> => {
      const result = await work;
      return place.left() ? never : result;
    };
    /** Whether a step is on record; what is done where it is not is done with the whole record read. */
    const done = async (step: string): Promise<boolean> => {
      if (!ear.steps.has(step)) await here(ear.catchUp(() => false));
      return ear.steps.has(step);
    };
    return {
      async task(kind, options, key) {
        const step = next(place, kind, key);
        const decided = () => ear.decisions.has(step);
        if (!decided()) await here(ear.catchUp(decided));
        if (decided()) return place.left() ? never : ear.decisions.get(step)!;
        let seen = ear.newsOf(step);
        let look = await here(record.openTask({ process: id, step, kind, ...options, within: place.within }));
        while (!decided()) {
          await here(ear.until(() => decided() || ear.newsOf(step) > seen, look));
          seen = ear.newsOf(step);
          if (!decided()) look = await here(record.attend({ process: id, step }));
        }
        return here(Promise.resolve(ear.decisions.get(step)!));
      },

      async copy(kind, { role }, key) {
        const step = next(place, kind, key);
        if (!(await done(step))) await here(record.openCopy({ process: id, step, kind, role }));
      },

      async step(kind, effect, key) {
        const step = next(place, kind, key);
        return ((await done(step)) ? ear.steps.get(step) : await here(effect({ process: id, step }))) as Awaited<ReturnType<typeof effect>>;
      },

      async wait(kind, { deadline }, key) {
        const step = next(place, kind, key);
        for (let over = await done(step); !over;) {
          const seen = ear.newsOf('');
          const look = await here(record.awaitMoment({ process: id, step, deadline }));
          over = look.over;
          if (!over) await here(ear.until(() => ear.newsOf('') > seen, look));
        }
      },

      async first(sides, key) {
        const step = next(place, 'first', key);
        const race: { won?: string } = {};
        const tell = async (side: string) => {
          const at: Place = {
            prefix: `/${step}/${side}`,
            within: [...place.within, { step, side }],
            left: () => place.left() || (race.won !== undefined && race.won !== side),
          };
          await sides[side]!(verbsAt(at));
          return side;
        };
        const known = ear.steps.get(step) as { side: string } | undefined;
        if (known) return here(tell(known.side));
        race.won = await here(Promise.race(Object.keys(sides).map(tell)));
        const { side } = await here(record.settle({ process: id, step, side: race.won }));
        // An earlier run got as far as settling it otherwise: that is how it is told from now on.
        return side === race.won ? side : ear.renew();
      },

      async children(type, keys, inputOf = (key) => ({ key }), among) {
        const step = next(place, `children/${type}`, among);
        if (!(await done(step))) await here(record.startChildren({ process: id, step, type, children: keys.map((key) => ({ key, input: inputOf(key) })) }));
        for (;;) {
          const seen = ear.childNews();
          const progress = await here(record.progress({ process: id, step }));
          if (progress.open === 0) return progress;
          await here(ear.until(() => ear.childNews() > seen, progress));
        }
      },

      since: (least) => version >= least,
      close,
    };
  };
  return verbsAt({ prefix: '', within: [], left: () => false });
}
