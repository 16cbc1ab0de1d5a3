import { randomUUID } from 'node:crypto';
import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import type { Cast } from '../cast.js';
import type { Answer, Client } from '../client.js';
import { decide, taskOf } from '../tasks.js';
import { secretClue, words } from './words.js';

interface Scene {
  owner: Owner;
  people: Cast;
}

/** Has every statement that writes to a table fail in the middle, with all that stands in the row, as long as `work` takes. */
async function failing(owner: Owner, table: string, code: string, work: () => Promise<unknown>): Promise<void> {
  await owner.query(
    `create or replace function tell_all() returns trigger language plpgsql as $$
     begin raise exception using message = to_jsonb(new)::text || chr(10) || to_jsonb(new)::text, detail = to_jsonb(new)::text, hint = to_jsonb(new)::text, errcode = tg_argv[0]; end $$;
     create trigger tell_all before insert or update on ${table} for each row execute function tell_all('${code}')`,
  );
  try {
    await work();
  } finally {
    await owner.query(`drop trigger tell_all on ${table}`);
  }
}

const fails = async (asked: Promise<Answer>): Promise<void> => {
  const { status, body } = await asked;
  if (status < 500) throw new Error(`It was to fail, and was answered ${status} ${JSON.stringify(body)}`);
};

/** Statements of the api that fail with what was written: by a trigger, a constraint, a cast, and given up as if they had taken too long. @param task one that the reviewer holds */
export async function breakStatements({ owner, people }: Scene, task: string): Promise<void> {
  const { coordinator, reviewer } = people;
  const register = () => coordinator.post('/api/clues', secretClue(people.unit));
  const note = () => reviewer.post(`/api/tasks/${task}/note`, { text: words.note });
  const attempts: Record<string, () => Promise<Answer>> = {
    clue: register,
    clue_subject: register,
    document: () => coordinator.upload(`${words.file}.txt`, words.bytes),
    draft: () => reviewer.post(`/api/tasks/${task}/draft`, { body: { opinion: words.draft }, revision: 1 }),
    task_note: note,
    command: () => reviewer.post(`/api/tasks/${task}/decide`, { outcome: 'return', reason: words.reason }),
    recusal: () => reviewer.post('/api/recusals', { tie: 'relative', relativeName: words.relative, reason: words.reason }),
  };
  // In the middle, taken too long, no number, not to be serialised (and tried again).
  for (const code of ['P0001', '57014', '22P02', '40001'])
    for (const [table, attempt] of Object.entries(attempts)) await failing(owner, table, code, () => fails(attempt()));

  const broken: [string, string, () => Promise<Answer>][] = [
    [`alter table clue add constraint broken check (title not like '%canary%') not valid`, 'alter table clue drop constraint broken', register],
    [`create unique index broken on clue (title) where title like '%canary%'`, 'drop index broken', register],
    [`alter table task_note add constraint broken check (text::integer > 0) not valid`, 'alter table task_note drop constraint broken', note],
  ];
  for (const [make, undo, attempt] of broken) {
    await owner.query(make);
    await fails(attempt());
    await owner.query(undo);
  }
}

/** Has the activity that opens the next task fail with the whole clue, until the worker gives it up as stuck; then lets it go on. */
export async function breakActivities({ owner, people }: Scene, process: string): Promise<void> {
  await owner.query(
    `create function tell_clue() returns trigger language plpgsql security definer as $$
     declare told text;
     begin
       select row_to_json(c)::text || c.content into told from clue c join clue_transfer t on t.clue_id = c.id where t.process_id = new.process_id;
       if random() < 0.5 then perform told::integer; end if;
       raise exception using message = told, detail = told, hint = told;
     end $$;
     create trigger tell_clue before insert on task for each row execute function tell_clue()`,
  );
  await decide(people.reviewer, process, 'sign', { outcome: 'sign', comment: words.comment });
  await eventually(async () => {
    const { rowCount } = await owner.query('select from process where id = $1 and stuck_since is not null', [process]);
    if (rowCount === 0) throw new Error('It is not stuck.');
  });
  await people.reviewer.ok(people.reviewer.get(`/api/processes/${process}`)); // the sentence says that it is stuck
  await owner.query('drop trigger tell_clue on task');
  await taskOf(people.reviewer, process, 'propose-disposition');
}

interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Sends each route of the interface the words in every field, in its address and in its headers, as each of the people. */
export async function fillEveryField(callers: Client[]): Promise<void> {
  const { paths, components } = await callers[0]!.ok(callers[0]!.get('/api/openapi.json'));
  const filled = (schema: Schema): unknown => {
    if (schema.$ref) return filled(components.schemas[schema.$ref.split('/').at(-1)!]);
    if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([name, part]) => [name, filled(part)]));
    return schema.items ? [filled(schema.items)] : words.content;
  };
  const headers = {
    'user-agent': words.agent, referer: `http://localhost/${words.asked}`, 'x-request-id': words.asked, traceparent: `00-${words.asked}-01`, prefer: `wait=${words.asked}`, 'idempotency-key': words.key,
  }; // oxfmt-ignore
  const operations = Object.entries(paths as Record<string, Record<string, any>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { requestBody }]) => ({
      path,
      method: method.toUpperCase(),
      body: requestBody?.content['application/json']?.schema,
    })),
  );
  for (const client of callers)
    for (const { path, method, body } of operations) {
      if (path === '/api/events' || (path === '/api/session' && method === 'DELETE')) continue; // the one never ends, the other ends it all
      const sent = body && JSON.stringify(filled(body));
      const type = { 'content-type': 'application/json' };
      for (const at of [path.replace(/\{\w+\}/g, randomUUID()), path.replace(/\{\w+\}/g, words.asked)])
        await client.request(method, `${at}?q=${words.asked}&${words.asked}=1`, { body: sent, headers: { ...headers, ...(sent && type) } });
      await client.request(method, path.replace(/\{\w+\}/g, randomUUID()), {
        body: sent,
        headers: { ...headers, ...(sent && { 'content-type': words.asked }) },
      });
    }
}
