import { randomUUID } from 'node:crypto';
import { beginning, digestOf, hashOf } from '#database/record/chain';
import type { Client } from 'pg';

/** A database with at least one row in every table, and two matters that have nothing to do with each other but the city that both lie in. */
export interface EveryTable {
  /** Who may see both processes, as a supervisor of the city. */
  supervisor: string;
  first: Matter;
  second: Matter;
}

/** A clue, its transfer with a child process, and all that belongs to it. */
export interface Matter {
  process: string;
  child: string;
  /** The review task force. */
  team: string;
  clue: string;
  task: string;
  deadline: string;
  /** The coordinator who keeps the clue and opened the process. */
  sender: string;
  /** A reviewer of the team, who holds the task. */
  reviewer: string;
  /** Another reviewer of the team, who is recused from the process. */
  colleague: string;
}

/** The tables whose rows are about no process and about nobody. */
export const everybodys = [
  'calendar_day',
  'calendar_year',
  'deadline_policy',
  'number_series',
  'organization',
  'person',
  'policy_set',
  'role_assignment',
  'worker_heartbeat',
];

const at = new Date('2026-03-02T01:00:00Z');
const later = new Date('2026-03-05T16:00:00Z');
const hash = Buffer.alloc(32, 7);
const row = (owner: Client) => async (table: string, values: Record<string, unknown>) => {
  const columns = Object.keys(values);
  await owner.query(`insert into ${table} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`, Object.values(values));
};
type Insert = ReturnType<typeof row>;

/** Fills a migrated database as its owner. Policy sets and the calendar are there already, or one of each is made. */
export async function fillEveryTable(owner: Client): Promise<EveryTable> {
  const insert = row(owner);
  await owner.query(`insert into policy_set (version, effective_at, basis) values (1, $1, '') on conflict do nothing`, [at]);
  await owner.query(`insert into deadline_policy (policy_set, key, body) values (1, 'clue.receipt', '{}') on conflict do nothing`);
  await owner.query(`insert into calendar_day (day, working, name, name_en) values ('2026-10-01', false, '国庆节', 'National Day') on conflict do nothing`);
  await owner.query(`insert into calendar_year (year, basis) values (2026, '') on conflict do nothing`);
  await insert('worker_heartbeat', { id: 'one', at });
  await insert('number_series', { key: 'clue/2026', last: 2 });
  await insert('login_throttle', { key: 'address', failures: 1, last_at: at });
  const city = randomUUID();
  await organization(insert, city, 'city', [city], city);
  const supervisor = await person(insert, 'supervisor', city);
  await role(insert, supervisor, city, 'supervisor');
  return { supervisor, first: await matter(insert, city, 1), second: await matter(insert, city, 2) };
}

async function organization(insert: Insert, id: string, name: string, path: string[], area: string): Promise<void> {
  await insert('organization', {
    id,
    parent_id: path.at(-2) ?? null,
    area_id: area,
    path,
    kind: name,
    level: 'city',
    name,
    name_en: name,
    short_name: name,
    created_at: at,
  });
}

async function person(insert: Insert, login: string, organization_id: string): Promise<string> {
  const id = randomUUID();
  await insert('person', { id, login, name: login, password_hash: 'secret', organization_id, created_at: at });
  return id;
}

async function role(insert: Insert, person_id: string, organization_id: string, name: string): Promise<void> {
  await insert('role_assignment', { person_id, organization_id, role: name, pool: `${organization_id}/${name}`, since: at });
}

async function matter(insert: Insert, city: string, n: number): Promise<Matter> {
  const [office, team, process, child, clue, task, deadline] = Array.from({ length: 7 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  await organization(insert, office, `office ${n}`, [city, office], city);
  await organization(insert, team, `team ${n}`, [city, team], city);
  const sender = await person(insert, `sender ${n}`, office);
  const reviewer = await person(insert, `reviewer ${n}`, team);
  const colleague = await person(insert, `colleague ${n}`, team);
  await role(insert, sender, office, 'coordinator');
  await role(insert, reviewer, team, 'reviewer');
  await role(insert, colleague, team, 'reviewer');
  const made: Matter = { process, child, team, clue, task, deadline, sender, reviewer, colleague };
  await insertProcess(insert, made, office, n);
  await insertClue(insert, made, office, n);
  await insertPersonal(insert, made);
  return made;
}

async function insertProcess(
  insert: Insert,
  { process, child, team, clue, task, deadline, sender, reviewer }: Matter,
  office: string,
  n: number,
): Promise<void> {
  const common = {
    type: 'clue-transfer',
    version: 1,
    state: 'offered',
    input: '{}',
    organization_id: office,
    policy_set: 1,
    opened_at: at,
    moved_at: at,
    head: beginning,
  };
  const pool = `${team}/reviewer`;
  const [opened, noted] = [digestOf({}, hash).digest, digestOf({ text: '备注' }, hash).digest];
  const first = hashOf(beginning, { process, n: 1, at, action: 'open', person: sender, detail: {}, contentDigest: opened });
  const head = hashOf(first, { process, n: 2, at, action: 'note', person: reviewer, task: 'sign/1', detail: {}, contentDigest: noted });
  await insert('process', { ...common, id: process, number: `${n}`, subject_id: clue, unit_id: office, opened_by: sender, seq: 1, entries: 2, head });
  await insert('process', { ...common, id: child, number: `${n}/1`, parent_id: process, parent_step: 'linkage/1', child_key: '320311' });
  await insert('process_reader', { process_id: process, pool, relation: 'handler' });
  await insert('command', { process_id: process, seq: 1, kind: 'open', person_id: sender, at, content: '{}', salt: hash });
  await insert('process_step', { process_id: process, step: 'sign/1', result: '{}', at });
  await insert('deadline', {
    id: deadline,
    process_id: process,
    key: 'clue.receipt',
    plan: 1,
    started_at: at,
    due_at: later,
    provisional: false,
    explanation: '{}',
  });
  await insert('rung', { deadline_id: deadline, plan: 1, key: 'half', at, addressee: 'holder' });
  await insert('task', {
    id: task,
    process_id: process,
    step: 'sign/1',
    kind: 'sign',
    pool,
    holder: reviewer,
    deadline_id: deadline,
    due_at: later,
    opened_at: at,
  });
  await insert('draft', { task_id: task, person_id: reviewer, body: '{}', revision: 1, saved_at: at });
  await insert('task_note', { id: randomUUID(), process_id: process, task_id: task, person_id: reviewer, text: '备注', at, n: 2, salt: hash });
  await insert('notice', { id: randomUUID(), process_id: process, task_id: task, kind: 'reminder', pool, at });
  const entry = { process_id: process, at, detail: '{}' };
  await insert('timeline_entry', { ...entry, n: 1, action: 'open', person_id: sender, content_digest: opened, hash: first, command_seq: 1 });
  await insert('timeline_entry', { ...entry, n: 2, action: 'note', person_id: reviewer, task_step: 'sign/1', content_digest: noted, hash: head });
  for (const n of [1, 2]) await insert('unsigned_entry', { chain_id: process, n, at });
  await insert('outbox', { process_id: process, seq: 1, at });
}

async function insertClue(insert: Insert, { process, team, clue, sender }: Matter, office: string, n: number): Promise<void> {
  const registered = { organization_id: office, registered_by: sender, registered_at: at };
  await insert('clue', { id: clue, number: `${n}`, title: '', content: '', unit_id: office, source: 'letter', secrecy: 'secret', ...registered });
  await insert('clue_subject', { id: randomUUID(), clue_id: clue, kind: 'person', name: `subject ${n}` });
  await insert('document', {
    id: randomUUID(),
    clue_id: clue,
    name: '',
    media_type: 'text/plain',
    size: 1,
    sha256: hash,
    uploaded_by: sender,
    uploaded_at: at,
  });
  await insert('clue_transfer', { process_id: process, clue_id: clue, to_team_id: team });
}

/** What concerns one person more than the matter. */
async function insertPersonal(insert: Insert, { process, clue, sender, reviewer, colleague }: Matter): Promise<void> {
  const recusal = randomUUID();
  await insert('session', {
    id_hash: Buffer.from(sender),
    id: randomUUID(),
    person_id: sender,
    csrf_token: 'secret',
    created_at: at,
    seen_at: at,
    expires_at: later,
  });
  await insert('one_time_token', { token_hash: Buffer.from(reviewer), purpose: 'password', person_id: reviewer, created_at: at, expires_at: later });
  await insert('idempotency', { person_id: sender, route: 'POST', key: 'key', request_hash: hash, status: 201, resource_id: clue, at });
  await insert('stray_file', { id: randomUUID(), person_id: sender, since: at });
  await insert('recusal', { id: recusal, person_id: colleague, tie: 'process', process_id: process, reason: '', declared_at: at });
  await insert('exclusion', { person_id: colleague, process_id: process, recusal_id: recusal });
  await insert('read_log', { person_id: reviewer, at, what: 'clue', process_id: process, clue_id: clue });
}
