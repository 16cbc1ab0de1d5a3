import * as wf from '@temporalio/workflow';
import type { ProcessInput } from './contract.js';
import { type Ear, listen } from './ear.js';
import type { KitActivities } from './record.js';
import { nothingUnderWay } from './renewal.js';
import { type Process, verbsOf } from './verbs.js';

const record = wf.proxyLocalActivities<KitActivities>({ startToCloseTimeout: '10 seconds', retry: { maximumInterval: '5 minutes' } });

/** Makes a workflow of a story. A recall ends it from outside; a long one goes on in a new run; neither needs a line in the story. */
export function story<Input extends ProcessInput>(tell: (process: Process, input: Input) => Promise<string>) {
  return async (input: Input): Promise<string> => {
    const { id, version } = input;
    const ear = listen(id, (after) => record.read({ process: id, after }));
    await ear.remember();
    const ended = leave(id, ear, () => wf.continueAsNew<(again: Input) => Promise<string>>(input));
    if (ear.leaving) return ended; // recalled while nobody was telling it
    const close = (outcome: string) => end(id, outcome);
    return Promise.race([tell(verbsOf({ id, version, ear, record, close }), input), ended]);
  };
}

async function end(process: string, outcome: string): Promise<string> {
  await record.close({ process, outcome });
  await nothingUnderWay();
  return outcome;
}

/** Settles when the story has to be left: every branch has come to a wait, and nothing is under way. */
async function leave(process: string, ear: Ear, renew: () => Promise<never>): Promise<string> {
  await wf.condition(() => ear.leaving !== undefined);
  await nothingUnderWay();
  if (ear.leaving!.outcome === undefined) return renew();
  await record.recallChildren({ process });
  return end(process, ear.leaving!.outcome);
}
