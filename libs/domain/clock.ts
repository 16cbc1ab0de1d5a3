let offset = 0;

/** The one source of business time. It runs with the machine's clock, save in test databases and rehearsals, which move it. */
export const clock = { now: (): Date => new Date(Date.now() + offset) };

/** Moves the clock on by so many milliseconds, or back by a negative number; moves add up. For test databases and rehearsals only. */
export function moveClock(milliseconds: number): void {
  offset += milliseconds;
}

/** Sets the clock back to the machine's. */
export function resetClock(): void {
  offset = 0;
}
