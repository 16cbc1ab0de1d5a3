import * as wf from '@temporalio/workflow';
import { alarmClock } from './alarm.js';
import { type Bell, type Command, wake } from './contract.js';
import type { Look, Page } from './record.js';

interface Heard {
  upTo: number;
  children: number;
}

/** Events; a walk that cost more does not put off a renewal for longer than this. */
const longWalk = 1_000;

/** Pages; after so many in a row a run rests for a moment, so that the engine gets what was read in messages below its limit of 4 MB. */
const pagesInRow = 8;

const never = new Promise<never>(() => undefined);

/** What one run has heard, by process; a rehearsal hosts many. */
const heard = new Map<string, Heard>();
const heardOf = (process: string): Heard => heard.get(process) ?? heard.set(process, { upTo: 0, children: 0 }).get(process)!;
const hear = ({ process, upTo }: Bell) => {
  const bell = heardOf(process);
  bell.upTo = Math.max(upTo ?? Infinity, bell.upTo);
  if (upTo === undefined) bell.children++;
};

/** What a run knows of its process: it hears the bell and reads the commands that the bell announces, each once and in order. */
export interface Ear {
  /** What was decided, by step. */
  decisions: ReadonlyMap<string, Command>;
  /** What steps resulted in. */
  steps: ReadonlyMap<string, unknown>;
  /** Set once the story has to be left: with an outcome for good, without one for a new run. */
  leaving?: { outcome?: string };
  /** Reads the first page of the record; not where the bell speaks of one command only, since that is the opening, which holds nothing that a story needs. */
  remember(): Promise<void>;
  /** Reads on in the record until `fact`, or to its end. A story walks through a long record page by page: what it passes in one go must not take seconds. Does not return once the story has to be left. */
  catchUp(fact: () => boolean): Promise<void>;
  /** How often a step was spoken of, and the process as a whole; compared before and after a look, so that no branch misses what another has read. */
  newsOf(step: string): number;
  /** How often a child has moved on. */
  childNews(): number;
  /** Waits for `fact`, or until it is time to look again, and reads what the bell announces meanwhile. Does not return once the story has to be left. */
  until(fact: () => boolean, look: Look): Promise<void>;
  /** Has the story told anew by a new run; never returns. */
  renew(): Promise<never>;
}

/** Listens for a process; `look` reads a page of its commands. */
export function listen(process: string, look: (after: number) => Promise<Page>): Ear {
  wf.setHandler(wake, hear);
  const bell = heardOf(process);
  const decisions = new Map<string, Command>();
  const steps = new Map<string, unknown>();
  const news = new Map<string, number>();
  let read = 0;
  let more = true;
  let inRow = 0;
  let reading: Promise<void> | undefined;
  let walk: number | undefined;
  const alarm = alarmClock();

  const tell = (of: string) => news.set(of, (news.get(of) ?? 0) + 1);

  const readPage = async () => {
    const page = await look(read);
    for (const [step, result] of Object.entries(page.steps)) steps.set(step, result);
    const fresh = page.commands.filter(({ seq }) => seq > read); // another branch may have read the others meanwhile
    for (const command of fresh) {
      tell(command.task ?? '');
      if (command.kind === 'decide' && command.task) decisions.set(command.task, command);
      if (command.kind === 'recall') ear.leaving = { outcome: 'recalled' };
    }
    // What a story needs no row of (an extension, a pause, another calendar) may concern any task.
    if (page.upTo - read > fresh.length) tell('');
    read = Math.max(read, page.upTo);
    ({ more } = page);
    inRow = more ? inRow + 1 : 0;
    if (inRow > 0 && inRow % pagesInRow === 0) await wf.sleep(1);
  };

  const readOn = async () => {
    do await readPage();
    while (more);
  };

  /** A run is renewed only once it has gone on for a while after its walk through what was on record: one with a long walk would else be renewed for ever. */
  const worthRenewing = () => {
    const { continueAsNewSuggested, historyLength } = wf.workflowInfo();
    return continueAsNewSuggested && walk !== undefined && historyLength - walk > Math.min(walk, longWalk);
  };

  const ear: Ear = {
    decisions,
    steps,
    newsOf: (step) => (news.get(step) ?? 0) + (step ? (news.get('') ?? 0) : 0),
    childNews: () => bell.children,

    async remember() {
      if (bell.upTo !== 1) return readPage();
      read = 1;
      more = false;
    },

    async catchUp(fact) {
      while (more && !fact()) await (reading ??= readPage().finally(() => (reading = undefined)));
      return ear.leaving ? never : undefined;
    },

    async until(fact, look) {
      bell.upTo = Math.max(bell.upTo, look.upTo ?? 0);
      const rung = () => bell.upTo > read;
      const moment = alarm.set(look);
      const over = () => fact() || moment.due;
      for (;;) {
        if (ear.leaving) return never;
        if (over()) return moment.off();
        if (!rung() && worthRenewing()) return ear.renew();
        await wf.condition(() => ear.leaving !== undefined || over() || rung());
        walk ??= wf.workflowInfo().historyLength; // what the first wake finds is what the walk has cost
        if (rung() && !ear.leaving) {
          bell.upTo = read; // a forged number must not keep it reading
          await readOn();
        }
      }
    },

    renew() {
      ear.leaving ??= {};
      return never;
    },
  };
  return ear;
}
