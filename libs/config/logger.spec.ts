import { expect, it } from '@jest/globals';
import { factsOf } from './logger.js';

it('tells the class, the code and the place of an error, and nothing that it says', () => {
  const error = Object.assign(new TypeError('Key (name)=(张三) already exists.'), { code: '23505', detail: '张三' });
  const facts = factsOf(error);
  expect(facts).toMatchObject({ error: 'TypeError', code: '23505' });
  expect(facts.at).toContainEqual(expect.stringContaining('logger.spec.ts'));
  expect(JSON.stringify(facts)).not.toContain('张三');
});

it("tells the code of what gRPC answered, which the engine's client wraps", () => {
  const answered = Object.assign(new Error('3 INVALID_ARGUMENT: 张三'), { code: 3 });
  const facts = factsOf(new Error('Failed to start', { cause: answered }));
  expect(facts).toMatchObject({ error: 'Error', code: 3 });
  expect(JSON.stringify(facts)).not.toContain('张三');
});

it('tells no more than its type of what is no error', () => {
  expect(factsOf('张三')).toEqual({ error: 'string' });
});

it('takes nothing that an error says for the place where it came from', () => {
  const said = ['张三', '    at 张三 (file:///home/李四.js:1:1)', '    at 王五', '    at async 赵六 (/srv/钱七.js:2:2)'];
  const facts = factsOf(new Error(said.join('\n')));
  expect(facts.at).toContainEqual(expect.stringContaining('logger.spec.ts'));
  expect(JSON.stringify(facts)).not.toMatch(/[张李王赵钱]/);
  const renamed = Object.assign(new Error('x'), { name: '张三', code: '张三 23505' });
  expect(factsOf(renamed)).toMatchObject({ error: 'Error', code: undefined });
});
