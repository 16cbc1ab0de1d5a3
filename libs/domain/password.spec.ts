import { describe, expect, it } from '@jest/globals';
import { passwordFault } from './password.js';

describe('a password', () => {
  it.each(['correct horse battery', 'Qingzhou-38-Lake', '徐州的云龙湖很美也很宽阔', 'kV8!rdUw2#mz', 'a'.repeat(5) + 'XyZ?81 bcd'])('may be %p', (password) =>
    expect(passwordFault(password, 'chenjing')).toBeUndefined(),
  );

  it.each([
    ['too-short', 'kV8!rdUw2#m'],
    ['too-short', ''],
    ['too-long', 'kV8!rdUw2#mz '.repeat(16)],
    ['trivial', '283746519283746'],
    ['trivial', 'aaaaaaaaaaaa'],
    ['trivial', 'abcabcabcabc'],
    ['trivial', 'k8!Wk8!Wk8!W'],
    ['trivial', 'abcdefghijkl'],
    ['trivial', 'zyxwvutsrqpon1'],
    ['trivial', 'Password2026!'],
    ['trivial', 'Admin-Admin-2026'],
    ['trivial', 'qwertyuiop2025!'],
    ['trivial', 'ChenJing1988!!'],
  ])('is %s as %p', (code, password) => expect(passwordFault(password, 'chenjing')).toMatchObject({ code }));
});
