import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { clock, moveClock, resetClock } from './clock.js';

describe('the clock', () => {
  const machine = new Date('2026-11-20T01:00:00Z');

  beforeEach(() => {
    jest.useFakeTimers({ now: machine });
  });
  afterEach(() => {
    resetClock();
    jest.useRealTimers();
  });

  it("runs with the machine's", () => {
    expect(clock.now()).toEqual(machine);
    jest.advanceTimersByTime(1500);
    expect(clock.now()).toEqual(new Date('2026-11-20T01:00:01.500Z'));
  });

  it('adds its moves up and is set back', () => {
    moveClock(3_600_000);
    moveClock(-60_000);
    expect(clock.now()).toEqual(new Date('2026-11-20T01:59:00Z'));
    resetClock();
    expect(clock.now()).toEqual(machine);
  });
});
