import { parseArgs } from 'node:util';
import { factsOf } from '#config/logger';
import { Database } from '#database/database';
import { engineAt } from '#temporal/client';
import { rebuildEngine } from '#temporal/rebuild';
import { readSettings } from './settings.js';

// Lets the engine take up every open process from the record, after it has lost its memory. It can be run at any time, and again.
// With --anew every story begins anew from the record, after the record was restored from a backup.
// Says on standard error how far it is, and ends with one line of JSON: { "rung": N }.
const { anew } = parseArgs({ options: { anew: { type: 'boolean', default: false } } }).values;
const { worker, engine: address, taskQueue } = readSettings();
const said = new Set<string>();
const say = (text: string) => process.stderr.write(`${text}\n`);
const sayOnce = (text: string) => {
  if (!said.has(text)) say(text);
  said.add(text);
};

const database = await Database.connect(worker);
const engine = engineAt(address);
try {
  say(`Ringing every open process at ${address.address}, namespace ${address.namespace}.`);
  const rung = await rebuildEngine({
    database,
    client: engine.client,
    taskQueue,
    anew,
    progress: (count) => say(`${count} so far.`),
    refused: (error) => sayOnce(`The engine is not ready yet, and is asked again: ${JSON.stringify(factsOf(error))}`),
  });
  process.stdout.write(`${JSON.stringify({ rung })}\n`);
} catch (error) {
  say(`It stopped half-way, and may be run again: ${JSON.stringify(factsOf(error))}`);
  process.exitCode = 1;
} finally {
  await engine.close();
  await database.close();
}
