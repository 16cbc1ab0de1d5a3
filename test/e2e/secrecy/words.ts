import { randomBytes } from 'node:crypto';

const run = randomBytes(4).toString('hex');
const word = (name: string) => `canary-${name}-${run}`;

/** Lines that look like places in a program, so that whoever takes them for such tells what stands in them. */
const likeAStack = `\n    at ${word('frame')} (file:///${word('path')}.js:1:1)\n    at async ${word('async')} (/${word('folder')}.js:1:1)`;

/** What people write in the test, by what it is: words that stand nowhere else. */
export const words = {
  title: word('title'),
  chinese: `金丝雀标题${run}`,
  content: word('content'),
  subject: word('subject'),
  position: word('position'),
  reporter: word('reporter'),
  contact: word('contact'),
  amount: `7${String(parseInt(run, 16)).padStart(10, '0')}`,
  file: word('file'),
  bytes: word('bytes'),
  draft: word('draft'),
  note: word('note'),
  opinion: word('opinion'),
  reason: word('reason'),
  comment: word('comment'),
  result: word('result'),
  relative: word('relative'),
  asked: word('asked'),
  agent: word('agent'),
  key: word('key'),
};

export const secrets: string[] = [...Object.values(words), ...['frame', 'path', 'async', 'folder'].map(word)];

/** A clue made of them. */
export const secretClue = (unitId: string, documents: string[] = []) => ({
  title: `${words.title} ${words.chinese}`,
  content: words.content + likeAStack,
  unitId,
  source: 'inspection',
  secrecy: 'secret',
  subjects: [{ kind: 'person', name: words.subject, position: words.position }],
  reporter: { anonymous: false, name: words.reporter, contact: words.contact, protection: 'strict' },
  amount: `${words.amount}.00`,
  documents,
});
