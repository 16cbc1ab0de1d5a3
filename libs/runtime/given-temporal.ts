import { Refusal, say } from './say.js';
import { prepareNamespace, versionAt } from './temporal-namespace.js';
import { atLeast } from './temporal-programs.js';

const oldest = '1.25.0';

/** Checks that a given Temporal can drive the processes, and makes sure of its namespace. @throws Refusal */
export async function checkGivenTemporal(address: string, namespace: string): Promise<void> {
  const version = await versionAt(address, namespace);
  const plain = /^\d+\.\d+\.\d+/.exec(version)?.[0];
  if (plain && !atLeast(plain, oldest))
    throw new Refusal(`TEMPORAL_ADDRESS: Temporal Server ${version} at ${address} is too old; ${oldest} or later is needed.`);
  await prepareNamespace(address, namespace, 10_000);
  say(`Temporal Server ${version} at ${address}, namespace ${namespace}, is used as given.`);
}
