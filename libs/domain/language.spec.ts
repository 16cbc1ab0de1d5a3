import { describe, expect, it } from '@jest/globals';
import { say } from './language.js';

describe('say', () => {
  const words = { zh: '巡察', en: 'inspection' };

  it('speaks both languages', () => {
    expect(say(words, 'zh-CN')).toBe('巡察');
    expect(say(words, 'en')).toBe('inspection');
  });
});
