/** Whom a rung speaks to, from the lowest to the highest. */
export const addressees = ['holder', 'lead', 'office', 'leading-group'] as const;
export type Addressee = (typeof addressees)[number];

/** A rung of a deadline's ladder, with the moment at which it fires: a reminder, or an escalation. */
export interface Rung {
  key: string;
  at: Date;
  to: Addressee;
}

/** What is to be done about a ladder now. */
export interface DueRungs {
  /** The one notice to give, for the highest rung that is due. */
  fire?: Rung;
  /** The keys of the other due rungs, to be marked passed without a notice. */
  pass: string[];
  /** When the next rung fires; left out where none is left. */
  nextAt?: Date;
}

/** The higher of two rungs: the one that speaks to the higher addressee, or else the later one. */
export function higher(one: Rung, other: Rung): Rung {
  const height = addressees.indexOf(other.to) - addressees.indexOf(one.to) || other.at.getTime() - one.at.getTime();
  return height >= 0 ? other : one;
}

/** Takes all rungs that are due at once, so that whoever looks late gives one notice and not five. `passed` holds the keys of those already handled. */
export function dueRungs(rungs: readonly Rung[], passed: ReadonlySet<string>, now: Date): DueRungs {
  const open = rungs.filter(({ key }) => !passed.has(key));
  const due = open.filter(({ at }) => at <= now);
  const ahead = open.filter(({ at }) => at > now).map(({ at }) => at.getTime());
  const fire = due.length > 0 ? due.reduce(higher) : undefined;
  return { fire, pass: due.filter((rung) => rung !== fire).map(({ key }) => key), nextAt: ahead.length > 0 ? new Date(Math.min(...ahead)) : undefined };
}
