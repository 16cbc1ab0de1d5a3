import type { Words } from './language.js';

export const shortestPassword = 12;
export const longestPassword = 200;

/** What is guessed first: words, and keys that lie beside each other. */
const guessed = /password|passw0rd|qwertyuiop|qwerty|asdfghjkl|asdfgh|zxcvbnm|letmein|welcome|iloveyou|woaini|admin(istrator)?|(19|20)\d\d/g;
/** What has to be left of a password, once that is taken out of it. */
const rest = 5;

const faults = {
  'too-short': { zh: `密码至少 ${shortestPassword} 个字符。`, en: `A password has at least ${shortestPassword} characters.` },
  'too-long': { zh: `密码最多 ${longestPassword} 个字符。`, en: `A password has at most ${longestPassword} characters.` },
  trivial: {
    zh: '这个密码太容易猜到：请避免连续或重复的字符、常见词和自己的用户名。',
    en: 'This is too easily guessed: avoid rows, repetitions, common words and your own log-in name.',
  },
} as const satisfies Record<string, Words>;

/** Why a password is refused. */
export interface PasswordFault {
  code: keyof typeof faults;
  message: Words;
}

/** What is wrong with a password that somebody with this log-in name would take; undefined where nothing is. */
export function passwordFault(password: string, login: string): PasswordFault | undefined {
  const length = [...password].length;
  const code = length < shortestPassword ? 'too-short' : length > longestPassword ? 'too-long' : isTrivial(password.toLowerCase(), login.toLowerCase()) ? 'trivial' : undefined; // oxfmt-ignore
  return code && { code, message: faults[code] };
}

const isTrivial = (password: string, login: string): boolean =>
  /^\d+$/.test(password) ||
  /^(.{1,8})\1+.{0,2}$/.test(password) ||
  new Set(password).size < rest ||
  isRow(password) ||
  password.replaceAll(login, '').replace(guessed, '').length < rest;

/** Whether most characters follow the one before in the alphabet, up or down: `abcdefghijkl`, `987654321abc`. */
function isRow(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).filter((code, index) => Math.abs(code - codes[index]!) <= 1);
  return steps.length > codes.length * 0.6;
}
