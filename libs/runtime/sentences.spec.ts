import { describe, expect, it } from '@jest/globals';
import { whatItLacks } from './given-postgres.js';
import { counted } from './jest-run.js';
import { atLeast } from './temporal-programs.js';
import { checksumOf } from './temporal-release.js';

describe('a given PostgreSQL', () => {
  const good = {
    version: 160_004,
    database: 'city',
    encoding: 'UTF8',
    seesChinese: true,
    talkative: [],
    sortsChinese: true,
    hasTrigrams: true,
    mayMakeRoles: true,
    rolesExist: false,
    mayCreate: true,
  };

  it.each([
    [{}, undefined],
    [{ mayMakeRoles: false, rolesExist: true }, undefined],
    [{ version: 150_008 }, /PostgreSQL 15 is too old/],
    [{ encoding: 'LATIN1', seesChinese: undefined }, /encoded as LATIN1/],
    [{ seesChinese: false }, /LC_CTYPE is C/],
    [{ sortsChinese: false }, /without ICU/],
    [{ hasTrigrams: false }, /pg_trgm/],
    [{ mayCreate: false }, /make it the owner/],
    [{ mayMakeRoles: false }, /grant it CREATEROLE/],
  ])('with %j lacks %s', (otherwise, sentence) => {
    const lack = whatItLacks({ ...good, ...otherwise });
    if (sentence) expect(lack).toMatch(sentence);
    else expect(lack).toBeUndefined();
  });
});

describe('a release of Temporal Server', () => {
  const sum = 'a'.repeat(64);

  it('is checked against the checksum of exactly its own name', () => {
    const lines = `${'b'.repeat(64)}  not_temporal.tar.gz\n${sum}  temporal.tar.gz\n`;
    expect(checksumOf(lines, 'temporal.tar.gz')).toBe(sum);
    expect(() => checksumOf(lines, 'other.tar.gz')).toThrow('names no checksum of other.tar.gz');
    expect(() => checksumOf('<html>', 'temporal.tar.gz')).toThrow();
  });

  it('is late enough from the wanted version on', () => {
    expect(['1.32.0', '1.32.1', '1.33.0', '2.0.0'].every((version) => atLeast(version, '1.32.0'))).toBe(true);
    expect(['1.31.9', '1.9.0', '0.40.0'].some((version) => atLeast(version, '1.32.0'))).toBe(false);
  });
});

describe('a run of tests', () => {
  const report = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  it.each([
    ['is what Jest counted', report, 0, { passed: 7, failed: 0 }],
    ['counts a file that could not be loaded as failed', { ...report, numRuntimeErrorTestSuites: 1 }, 1, { passed: 7, failed: 1 }],
    ['counts one failure where Jest ends badly without naming one', report, 1, { passed: 7, failed: 1 }],
    ['counts one failure where Jest leaves no report', undefined, 1, { passed: 0, failed: 1 }],
    ['is nothing where there is no test', { ...report, numPassedTests: 0 }, 1, { passed: 0, failed: 0 }],
  ])('%s', (_, found, code, expected) => {
    expect(counted(found, code)).toEqual(expected);
  });
});
