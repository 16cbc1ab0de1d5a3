import { expect, it } from '@jest/globals';
import { betweenMessages } from './pace.js';

it.each([
  { why: 'who works alone hardly waits', streams: 1, told: 1, pause: 10 },
  { why: 'where much has changed, more is gathered', streams: 1, told: 400, pause: 50 },
  { why: 'many streams share 400 messages a second', streams: 40, told: 1, pause: 100 },
  { why: 'of ever so many, none pauses longer than a quarter of a second', streams: 5_000, told: 400, pause: 250 },
])('$why', ({ streams, told, pause }) => expect(betweenMessages(streams, told)).toBe(pause));
