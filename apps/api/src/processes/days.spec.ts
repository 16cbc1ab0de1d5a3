import { expect, it } from '@jest/globals';
import { momentsFrom } from './days.js';

const { day, moment } = momentsFrom(new Date('2026-11-26T02:00:00Z'));

it('tells a day without its year where it is this one', () => {
  expect(day(new Date('2026-11-27T04:00:00Z'))).toEqual({ zh: '11月27日', en: '27 Nov' });
  expect(day(new Date('2027-02-19T04:00:00Z'))).toEqual({ zh: '2027年2月19日', en: '19 Feb 2027' });
});

it('tells the hour of a moment, but of the end of a day and of a rung only the day', () => {
  expect(moment(new Date('2026-11-26T22:38:40Z'))).toEqual({ zh: '11月27日06:38', en: '27 Nov, 06:38' });
  expect(moment(new Date('2026-11-27T16:00:00Z'))).toEqual({ zh: '11月27日', en: '27 Nov' });
  expect(moment(new Date('2026-11-27T01:00:00Z'))).toEqual({ zh: '11月27日', en: '27 Nov' });
});
