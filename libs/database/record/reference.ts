import type { Calendar, CalendarDay } from '#domain/calendar';
import type { DeadlinePolicy } from '#domain/deadline-policy';
import type { PolicySet } from '#domain/default-policies';
import type { Day } from '#domain/shanghai';
import type { Transaction } from '../database.js';

/** What deadlines are computed from: the policies of one version, and the calendar. */
export interface Reference {
  policies: PolicySet & Record<string, DeadlinePolicy>;
  calendar: Calendar;
}

const fresh = 60_000; // milliseconds for which a calendar is taken as it was read; a version of policies never changes

const policySets = new Map<number, Reference['policies']>();
let calendarRead: { calendar: Calendar; at: number } | undefined;

/** The policies that a process is pinned to, with the present calendar. @throws where there is no such version */
export async function reference(tx: Transaction, policySet: number): Promise<Reference> {
  const policies = policySets.get(policySet) ?? (await readPolicies(tx, policySet));
  if (!calendarRead || performance.now() - calendarRead.at > fresh) calendarRead = { calendar: await readCalendar(tx), at: performance.now() };
  return { policies, calendar: calendarRead.calendar };
}

let versionRead: { version: number; at: number } | undefined;

/** The version that new processes are pinned to at this moment. */
export async function currentPolicySet(tx: Transaction, now: Date): Promise<number> {
  if (versionRead && performance.now() - versionRead.at < fresh) return versionRead.version;
  const row = await tx.one<{ version: number | null }>('select max(version) as version from policy_set where effective_at <= $1', [now]);
  if (row?.version === null || row?.version === undefined) throw new Error('The record holds no policies.');
  versionRead = { version: row.version, at: performance.now() };
  return row.version;
}

/** What concerns no process: today's version. */
export const currentReference = async (tx: Transaction, now: Date): Promise<Reference> => reference(tx, await currentPolicySet(tx, now));

async function readPolicies(tx: Transaction, policySet: number): Promise<Reference['policies']> {
  const rows = await tx.query<{ key: string; body: DeadlinePolicy }>('select key, body from deadline_policy where policy_set = $1', [policySet]);
  if (rows.length === 0) throw new Error(`The record holds no policies of version ${policySet}.`);
  const policies = Object.fromEntries(rows.map(({ key, body }) => [key, body])) as Reference['policies'];
  policySets.set(policySet, policies);
  return policies;
}

async function readCalendar(tx: Transaction): Promise<Calendar> {
  const days = await tx.query<{ day: Day; working: boolean; name: string; nameEn: string }>(
    `select to_char(day, 'YYYY-MM-DD') as day, working, name, name_en as "nameEn" from calendar_day`,
  );
  const year = await tx.one<{ year: number | null }>('select max(year) as year from calendar_year');
  const named = days.map(({ day, working, name, nameEn }): [Day, CalendarDay] => [day, { working, name: { zh: name, en: nameEn } }]);
  return { coveredThrough: year?.year ?? 0, days: new Map(named) };
}
