import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { programEnvironment } from '#config/child-environment';
import { readMark, type SampleAccount, writeMark } from './data-folder.js';
import { appProgram } from './files.js';
import { isInhabited, type RecordPlace } from './record.js';
import { Refusal, say } from './say.js';

interface Options {
  data: string;
  record: RecordPlace;
  host: string;
  /** A person wants to start without the sample city. */
  empty: boolean;
  signal: AbortSignal;
}

const loopback = ['127.0.0.1', '::1', '[::1]', 'localhost'];

/** Loads the sample city on the first start of a record. @returns its accounts, undefined where the record holds none @throws Refusal where they would be within others' reach */
export async function sampleAccounts({ data, record, host, empty, signal }: Options): Promise<SampleAccount[] | undefined> {
  const wanted = readMark(data).samples[record.key] ?? (await wantedOnFirstStart(record, host, empty));
  if (!wanted) {
    keep(data, record, false);
    return undefined;
  }
  if (!loopback.includes(host))
    throw new Refusal(
      `This record holds the sample accounts, whose passwords are printed: it is served on loopback only, not on ${host}. Start on another folder with --data DIR --empty.`,
    );
  if (typeof wanted === 'object' && (await isInhabited(record.ownerUrl))) return wanted; // nobody is in a given database that was made anew
  say('The sample city is loaded.');
  keep(data, record, true); // before they are there: a start that is killed in between loads them again, and no other does
  const accounts = await load(record.ownerUrl, signal);
  keep(data, record, accounts);
  return accounts;
}

/** A record that others reach, or that has people already, is not ours to fill: accounts whose passwords are printed have no place among them. */
async function wantedOnFirstStart({ key, ownerUrl }: RecordPlace, host: string, empty: boolean): Promise<boolean> {
  if (empty || !loopback.includes(host)) return false;
  return (key === 'embedded' || loopback.includes(new URL(ownerUrl).hostname)) && !(await isInhabited(ownerUrl));
}

async function load(ownerUrl: string, signal: AbortSignal): Promise<SampleAccount[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--enable-source-maps', appProgram('api', 'load-samples')], {
    env: programEnvironment({ DATABASE_URL: ownerUrl }),
    maxBuffer: 16 * 1024 * 1024,
    signal,
  });
  return JSON.parse(stdout) as SampleAccount[];
}

function keep(data: string, { key }: RecordPlace, decided: boolean | SampleAccount[]): void {
  const mark = readMark(data);
  writeMark(data, { ...mark, samples: { ...mark.samples, [key]: decided } });
}
