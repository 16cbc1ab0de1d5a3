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
    loosened: [],
    insideIsRight: null,
    mayGrantInside: true,
    mayCreate: true,
  };

  it.each([
    [{}, undefined],
    [{ mayMakeRoles: false, rolesExist: true, insideIsRight: true, mayGrantInside: false }, undefined],
    [{ insideIsRight: false }, undefined],
    [{ insideIsRight: false, mayGrantInside: false }, /with inherit false, set true/],
    [{ loosened: ['revoke liandong_inside from mallory;'] }, /no wall holds .*: revoke liandong_inside from mallory;/],
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
  const counts = { unit: { passed: 7, failed: 0 }, e2e: { passed: 1, failed: 0 } };
  const worse = { ...counts, e2e: { passed: 0, failed: 1 } };
  const none = { unit: { passed: 0, failed: 0 } };
  const bad = { Jest: { passed: 0, failed: 1 } };

  it.each([
    ['is what each kind came to', counts, 0, counts],
    ['is that also where some failed', worse, 1, worse],
    ['counts one failure where Jest ends badly without naming one', counts, 1, { ...counts, ...bad }],
    ['counts one failure where Jest leaves no counts', undefined, 1, bad],
    ['is nothing where there is no test', none, 1, none],
  ])('%s', (_, found, code, expected) => {
    expect(counted(found, code)).toEqual(expected);
  });
});
