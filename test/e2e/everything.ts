import { expect } from '@jest/globals';
import type { Product } from '#testing/product';
import { castAt, type Cast, newClue } from './cast.js';
import { type Answer, Client } from './client.js';

/** Much of what people do, all at once: more than there are connections to the record. */
export function everything({ url, accounts }: Product, people: Cast): Promise<Answer[]> {
  const { coordinator, reviewer, supervisor } = castAt(people, url);
  const [account] = accounts;
  return Promise.all([
    new Client(url).logIn(account!.name, account!.password),
    coordinator.get('/api/me'),
    coordinator.post('/api/clues', newClue(people)),
    coordinator.upload('材料.txt', '内容'),
    coordinator.get('/api/processes?open=true'),
    supervisor.get('/api/board'),
    reviewer.post('/api/tasks/claim-next'),
    coordinator.delete('/api/session'),
    ...Array.from({ length: 60 }, () => reviewer.get('/api/tasks?box=pool')),
  ]);
}

/** Expects an answer to say that the record is away, and when to ask again. */
export function saysAway({ status, body, headers }: Answer): void {
  expect({ status, type: headers.get('content-type'), code: body.code }).toEqual({
    status: 503,
    type: expect.stringMatching(/^application\/problem\+json/),
    code: 'record-away',
  });
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
}
