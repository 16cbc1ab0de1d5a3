import { loadEnv, WrongEnvironment, type Env } from '#config/env';
import { installation, readings } from '#database/record/chain';
import { readKey } from '#database/signing/key';
import { signingPlace } from '#database/signing/place';
import type { Finding, SignatureFinding } from '#database/verifying/findings';
import { type Verification, verifyRecord } from '#database/verifying/verify';
import { dataFolder } from './folders.js';
import { recordOf } from './running-record.js';
import { Refusal, say, secondsSince } from './say.js';

/** What a person may say on the command line of `npm run verify-timeline`. */
export interface VerifyOptions {
  data?: string;
  /** Names of keys whose signatures count, besides the one that signs here. */
  keys: string[];
  json: boolean;
}

/** Verifies the timeline and tells what was found. The exit code is 1 where something was, and 2 where it could not be verified. */
export async function verifyTimeline({ data: chosen, keys, json }: VerifyOptions): Promise<void> {
  try {
    const env = loadEnv();
    const data = dataFolder(env, chosen);
    const { folder, keyFile } = signingPlace(env, data);
    const own = readKey(keyFile)?.name;
    const from = performance.now();
    const verification = await verifyRecord(verifierUrl(env, data), { folder, trusted: [...keys, ...(own ? [own] : [])], progress: meter() });
    const lines = json ? [JSON.stringify({ ...verification, seconds: Number(secondsSince(from)) })] : reportOf(verification);
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = verification.whole ? 0 : 1;
  } catch (error) {
    say(error instanceof Refusal || error instanceof WrongEnvironment ? error.message : `It could not be verified: ${(error as Error).message}`);
    process.exitCode = 2;
  }
}

/** Who verifies from outside is given the verifier's connection, and needs no data folder of a running product. */
const verifierUrl = (env: Env, data: string): string => env.VERIFIER_DATABASE_URL ?? recordOf(env, data).verifier;

/** Shows on a terminal how far it is, at most ten times a second. */
function meter(): ((done: { lines: number; entries: number; of: number }) => void) | undefined {
  if (!process.stderr.isTTY) return undefined;
  let shown = 0;
  return ({ lines, entries, of }) => {
    if (performance.now() - shown < 100 && entries < of) return;
    shown = performance.now();
    process.stderr.write(
      `\r\u001b[K${entries > 0 ? `${entries} of ${of} entries recomputed` : `${lines} lines of the signatures compared`}${entries === of ? '\n' : ''}`,
    );
  };
}

const faults: Record<Finding['fault'], string> = {
  edited: 'is not what was written: its hash does not follow from it',
  missing: 'is missing',
  'beyond-head': 'was written behind the end of the timeline',
  head: 'is the last one, and the head bears another hash',
  renumbered: 'is whole, but its process bears another number than when it was signed',
  rewritten: 'is not the one that was signed: the timeline was rewritten from here on',
  'content-edited': 'is whole, but what was written with it was edited',
  'content-added': 'is whole, but something was put there that was not written with it',
  'content-missing': 'is whole, but what was written with it is gone, and nothing says that it was destroyed',
  'command-edited': 'is whole, but its command says something else, or is gone',
  untold: 'is the place behind which a command or a note lies that no entry tells of',
  headless: 'is there, but what it belongs to is gone',
};

const signatureFaults: Record<SignatureFinding['fault'], string> = {
  damaged: 'cannot be read',
  missing: 'are missing',
  'foreign-key': 'are signed with a key that is not ours: name it with --key if it was',
  'wrong-signature': 'do not bear the signature of their key',
  'wrong-order': 'do not follow the lines before them',
};

/** What a person reads. */
export function reportOf({ whole, findings, signatureFindings, unlisted, recomputed, vouched }: Verification): string[] {
  const { entries, chains, unsigned } = recomputed;
  const signed = vouched.at
    ? `The signatures vouch for ${entries - unsigned.entries} of them: line ${vouched.line} is the last, of ${vouched.at.toISOString()}, by ${vouched.keys.join(', ')}.`
    : 'No signature vouches for any of them.';
  const younger = unsigned.first.map((each) => `  ${nameOf(each)}: entries ${each.from} to ${each.to}`);
  return [
    ...findings.map((finding) => `${nameOf(finding)}, entry ${finding.seq} ${faults[finding.fault]} (signed up to entry ${finding.signedTo}).`),
    ...signatureFindings.map(({ from, to, fault, key }) => `Signatures, lines ${from} to ${to} ${signatureFaults[fault]}${key ? ` (${key})` : ''}.`),
    ...(unlisted > 0 ? [`${unlisted} more findings are not listed.`] : []),
    `${entries} entries of ${chains} chains were recomputed. ${whole ? 'All is whole.' : 'NOT ALL IS WHOLE.'}`,
    signed,
    ...(unsigned.entries > 0 ? [`${unsigned.entries} entries of ${unsigned.chains} chains are chained and not signed yet:`, ...younger] : []),
    ...(unsigned.chains > younger.length ? [`  and ${unsigned.chains - younger.length} more`] : []),
  ];
}

const others: Record<string, string> = { [installation]: 'The installation', [readings]: 'The readings' };

const nameOf = ({ process, chain }: { process: string | null; chain: string }): string =>
  process === null ? (others[chain] ?? `Organisation ${chain}`) : `Process ${process}`;
