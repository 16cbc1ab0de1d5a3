import { describe, expect, it } from '@jest/globals';
import { maskName, maskSubject } from './masking.js';

describe('a masked name', () => {
  it.each([
    ['张三', '张某'],
    ['张三丰', '张某'],
    ['欧阳修', '欧阳某'],
    ['司马', '司某'],
    ['阿卜杜拉·买买提', '阿某'],
    ['𠮷田', '𠮷某'],
    [' 李四 ', '李某'],
    ['John Smith', 'J***'],
    ['', '***'],
  ])('of %p is %s', (name, masked) => expect(maskName(name)).toBe(masked));

  it('is given to persons only', () => {
    expect(maskSubject({ kind: 'person', name: '王小二' })).toBe('王某');
    expect(maskSubject({ kind: 'function', name: '基建科科长' })).toBe('基建科科长');
  });
});
