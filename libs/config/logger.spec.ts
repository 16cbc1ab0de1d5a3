import { expect, it } from '@jest/globals';
import { factsOf } from './logger.js';

it('tells the class, the code and the place of an error, and nothing that it says', () => {
  const error = Object.assign(new TypeError('Key (name)=(张三) already exists.'), { driverError: { code: '23505', detail: '张三', parameters: ['张三'] } });
  const facts = factsOf(error);
  expect(facts).toMatchObject({ error: 'TypeError', code: '23505' });
  expect(facts.at).toContainEqual(expect.stringContaining('logger.spec.ts'));
  expect(JSON.stringify(facts)).not.toContain('张三');
});

it('tells no more than its type of what is no error', () => {
  expect(factsOf('张三')).toEqual({ error: 'string' });
});
