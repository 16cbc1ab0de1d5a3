import { afterAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase } from '#testing/database';
import { readMark, writeMark } from './data-folder.js';
import { isInhabited } from './record.js';
import { sampleAccounts } from './samples.js';

const data = mkdtempSync(join(tmpdir(), 'liandong-spec-'));
afterAll(() => rmSync(data, { recursive: true }));

it('loads the sample city once, and again into a given database that was made anew', async () => {
  const database = await testDatabase();
  try {
    const { ownerUrl, urls } = database;
    const record = { ownerUrl, urls, key: 'given', passwords: {}, temporalUrl: () => Promise.reject(new Error('No Temporal is wanted.')) };
    const load = () => sampleAccounts({ data, record, host: '127.0.0.1', empty: false, signal: new AbortController().signal });
    const known = [{ name: 'chenjing', password: 'of another record', roles: ['coordinator'], organization: '市委巡察办' }];
    writeMark(data, { format: 1, samples: { given: known } });
    const loaded = (await load())!;
    expect(loaded.length).toBeGreaterThan(30);
    expect(await isInhabited(ownerUrl)).toBe(true);

    expect(readMark(data).samples.given).toEqual(loaded);
    writeMark(data, { format: 1, samples: { given: known } });
    expect(await load()).toEqual(known); // as they are kept: nothing was loaded
  } finally {
    await database.drop();
  }
});
