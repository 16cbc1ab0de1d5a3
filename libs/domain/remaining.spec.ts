import { describe, expect, it } from '@jest/globals';
import { holidays } from './holidays.js';
import { remaining } from './remaining.js';
import { at, endOf } from './shanghai.js';

describe('what remains', () => {
  it.each([
    ['three working days', endOf('2026-11-27'), at('2026-11-24', 15), 'running', '还剩 3 个工作日', '3 working days left'],
    ['days after holidays and with a worked weekend', endOf('2026-10-10'), at('2026-09-30', 8), 'running', '还剩 3 个工作日', '3 working days left'],
    ['the day before', endOf('2026-11-25'), at('2026-11-24', 15), 'soon', '还剩 1 个工作日', '1 working day left'],
    ['a weekend and a day', endOf('2026-11-23'), at('2026-11-20', 15), 'soon', '还剩 1 个工作日', '1 working day left'],
    ['the last day', endOf('2026-11-24'), at('2026-11-24', 19), 'soon', '还剩 5 小时', '5 hours left'],
    ['an hour', endOf('2026-11-24'), at('2026-11-24', 23), 'soon', '还剩 1 小时', '1 hour left'],
    ['hours over midnight', at('2026-11-25', 10), at('2026-11-24', 20), 'soon', '还剩 14 小时', '14 hours left'],
    ['hours over a holiday', at('2026-10-06', 10), at('2026-10-03', 10), 'soon', '还剩 72 小时', '72 hours left'],
    ['minutes', at('2026-11-24', 10), new Date('2026-11-24T01:20:00Z'), 'soon', '还剩不足 1 小时', 'less than 1 hour left'],
    ['nothing', endOf('2026-11-20'), endOf('2026-11-20'), 'overdue', '超期不足 1 小时', 'less than 1 hour overdue'],
    ['a weekend too late', endOf('2026-11-20'), at('2026-11-21', 5), 'overdue', '超期 5 小时', '5 hours overdue'],
    ['a working day too late', endOf('2026-11-20'), at('2026-11-23', 9), 'overdue', '超期 1 个工作日', '1 working day overdue'],
    ['two working days too late', endOf('2026-11-20'), at('2026-11-24', 9), 'overdue', '超期 2 个工作日', '2 working days overdue'],
    ['a holiday too late', endOf('2026-09-30'), at('2026-10-09', 9), 'overdue', '超期 2 个工作日', '2 working days overdue'],
  ] as const)('tells %s', (_, dueAt, now, state, zh, en) => expect(remaining(dueAt, now, holidays)).toMatchObject({ state, words: { zh, en } }));

  it('gives the amount and its unit', () => {
    expect(remaining(endOf('2026-11-27'), at('2026-11-24', 15), holidays)).toMatchObject({ amount: 3, unit: 'working-days' });
    expect(remaining(endOf('2026-11-24'), at('2026-11-24', 19), holidays)).toMatchObject({ amount: 5, unit: 'hours' });
  });
});
