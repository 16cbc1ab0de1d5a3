import * as wf from '@temporalio/workflow';
import type { Command, ProcessInput } from './contract.js';
import { listen } from './ear.js';
import type { KitActivities, Progress, Side } from './record.js';
import { nothingUnderWay } from './renewal.js';

const record = wf.proxyLocalActivities<KitActivities>({ startToCloseTimeout: '10 seconds', retry: { maximumInterval: '5 minutes' } });

const hour = 3_600_000;
const never = new Promise<never>(() => undefined);

export interface TaskOptions {
  /** Who is asked: `<organisation id>/<role>`. */
  pool: string;
  /** The policy of the deadline that it serves. */
  deadline?: string;
  /** Who has the matter in hand: gets the task claimed, while they may and can. */
  heldBy?: string;
  /** Who may not take it: separation of duties. */
  notBy?: string;
}

/** Makes a workflow of a story. A recall ends it from outside; a long one goes on in a new run; neither needs a line in the story. */
export function story<Input extends ProcessInput>(tell: (process: Process, input: Input) => Promise<string>) {
  return async (input: Input): Promise<string> => {
    const { verbs, leave } = await openProcess(input);
    return Promise.race([tell(verbs, input), leave(() => wf.continueAsNew<(again: Input) => Promise<string>>(input))]);
  };
}

/** The verbs that a story is written with. */
export interface Process {
  /** Puts a task into a pool, climbs its deadline's ladder while it stays open, and returns what was decided. `key` tells parallel tasks of one kind apart. */
  task(kind: string, options: TaskOptions, key?: string): Promise<Command>;
  /** Sends a copy for information to who holds a role in the sender's area; nothing waits for its receipt. */
  copy(kind: string, options: { role: string }): Promise<void>;
  /** Has an effect once. The activity gets its key, and stores what it did under it; its result is ids, at most 2 KB. */
  step<Result>(kind: string, effect: (key: { process: string; step: string }) => Promise<Result>): Promise<Result>;
  /** Waits until a deadline has passed. */
  wait(kind: string, options: { deadline: string }): Promise<void>;
  /** Tells several stories at once; the first to come to its end wins, for good, and the others are left. Each side has verbs of its own. */
  first<Sides extends Record<string, (process: Process) => Promise<unknown>>>(sides: Sides): Promise<keyof Sides & string>;
  /** Opens a process of its own for each key, once, and waits until none of them is open. `inputOf` gives what its story is told with besides. */
  children(type: string, keys: string[], inputOf?: (key: string) => Record<string, unknown>): Promise<Progress>;
  /** Whether the process was opened under this version of its story, or a later one. */
  since(version: number): boolean;
  /** Ends the process; the record refuses what comes later. */
  close(outcome: string): Promise<string>;
}

/** Where in the story a verb is spoken: at its root, or on one side of a choice, which may be left. */
interface Place {
  /** Put between kind and number, so that the sides of a choice count their steps apart. */
  prefix: string;
  within: Side[];
  left: boolean;
}

/** Opens a process, or takes it up again where its record stands. */
async function openProcess<Input extends ProcessInput>({ id, version }: Input) {
  const ear = listen(id, (after) => record.read({ process: id, after }));
  const counts = new Map<string, number>();
  await ear.remember();

  /** Names the next step of a kind, the same at every walk through the story: `sign/1`, `sign/2`, … */
  const next = (place: Place, kind: string) => {
    const name = `${kind}${place.prefix}`;
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    return `${name}/${n}`;
  };

  const close = async (outcome: string) => {
    await record.close({ process: id, outcome });
    await nothingUnderWay();
    return outcome;
  };

  const verbsAt = (place: Place): Process => {
    /** What is spoken on a side that has been left leads nowhere any more. */
    const here = async <T>(work: Promise<T>): Promise<T> => {
      const result = await work;
      return place.left ? never : result;
    };
    return {
      async task(kind, options, key) {
        const step = next(place, key ? `${kind}/${key}` : kind);
        const decided = () => ear.decisions.has(step);
        let seen = ear.newsOf(step);
        let look = decided() ? {} : await here(record.openTask({ process: id, step, kind, ...options, within: place.within }));
        while (!decided()) {
          await here(ear.until(() => decided() || ear.newsOf(step) > seen, look.nextIn));
          seen = ear.newsOf(step);
          if (!decided()) look = await here(record.attend({ process: id, step }));
        }
        return here(Promise.resolve(ear.decisions.get(step)!));
      },

      async copy(kind, { role }) {
        const step = next(place, kind);
        if (!ear.steps.has(step)) await here(record.openCopy({ process: id, step, kind, role }));
      },

      async step(kind, effect) {
        const step = next(place, kind);
        return (ear.steps.has(step) ? ear.steps.get(step) : await here(effect({ process: id, step }))) as Awaited<ReturnType<typeof effect>>;
      },

      async wait(kind, { deadline }) {
        const step = next(place, kind);
        for (let over = ear.steps.has(step); !over;) {
          const seen = ear.newsOf('');
          const look = await here(record.awaitMoment({ process: id, step, deadline }));
          over = look.over;
          if (!over) await here(ear.until(() => ear.newsOf('') > seen, look.nextIn));
        }
      },

      async first(sides) {
        const step = next(place, 'first');
        const known = ear.steps.get(step) as { side: string } | undefined;
        const tell = async (side: string, at: Place) => {
          await sides[side]!(verbsAt(at));
          return side;
        };
        const placeOf = (side: string): Place => ({ prefix: `/${step}/${side}`, within: [...place.within, { step, side }], left: false });
        if (known) return here(tell(known.side, placeOf(known.side)));
        const told = Object.keys(sides).map((side) => ({ side, at: placeOf(side) }));
        const won = await here(Promise.race(told.map(({ side, at }) => tell(side, at))));
        for (const { side, at } of told) at.left = side !== won;
        return (await here(record.settle({ process: id, step, side: won }))).side;
      },

      async children(type, keys, inputOf = (key) => ({ key })) {
        const step = next(place, `children/${type}`);
        if (!ear.steps.has(step)) await here(record.startChildren({ process: id, step, type, children: keys.map((key) => ({ key, input: inputOf(key) })) }));
        for (;;) {
          const seen = ear.childNews();
          const progress = await here(record.progress({ process: id, step }));
          if (progress.open === 0) return progress;
          await here(ear.until(() => ear.childNews() > seen, hour));
        }
      },

      since: (least) => version >= least,
      close,
    };
  };

  /** Settles when the story has to be left: every branch has come to a wait, and nothing is under way. */
  const leave = async (renew: () => Promise<never>): Promise<string> => {
    await wf.condition(() => ear.leaving !== undefined);
    await nothingUnderWay();
    if (ear.leaving!.outcome === undefined) return renew();
    await record.recallChildren({ process: id });
    return close(ear.leaving!.outcome);
  };

  return { verbs: verbsAt({ prefix: '', within: [], left: false }), leave };
}
