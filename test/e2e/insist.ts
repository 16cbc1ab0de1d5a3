import { eventually } from '#testing/eventually';
import { fresh, type Answer, type Client } from './client.js';

const patience = 120; // seconds, for what takes a moment where nothing is killed

/** Says the same thing, under the same idempotency key, until it is heard. A connection that broke and a 5xx tell nothing of whether it was. */
export async function insist(request: () => Promise<Answer>): Promise<any> {
  return eventually(async () => {
    const answer = await request();
    if (answer.status >= 500 || answer.body.code === 'same-request-running') throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }, patience).then(({ status, body }) => {
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  });
}

/** Posts until it is heard, and once. */
export const post = (person: Client, path: string, body: unknown = {}): Promise<any> => {
  const key = fresh();
  return insist(() => person.post(path, body, key));
};
