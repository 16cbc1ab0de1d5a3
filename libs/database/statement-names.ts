import { createHash } from 'node:crypto';

/** Who asks: somebody under a person or a process, or who has entered one, in a role of its own, for whom the same words have another plan. */
export type Where = 'outside' | 'inside';

const names: Record<Where, Map<string, string>> = { outside: new Map(), inside: new Map() };

/** The name under which a statement is prepared. */
export function nameOf(statement: string, where: Where): string {
  const known = names[where].get(statement);
  if (known) return known;
  const name = `${where[0]}${createHash('sha1').update(statement).digest('base64url')}`;
  names[where].set(statement, name);
  return name;
}
