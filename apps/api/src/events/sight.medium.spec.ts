// Real: PostgreSQL with its walls, and the role of the api.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clock } from '#domain/clock';
import { kitActivities } from '#workflows/kit/activities';
import { recordWorld, type RecordWorld } from '#testing/record-world';
import { Database } from '#database/database';

let world: RecordWorld;
let api: Database;
let people: string[];
const processes: string[] = [];
/** Who watches a unit from within it, in an area of which most processes are. */
let within: { supervisor: string; administrator: string };
let ofTheUnit: string;

interface Seen {
  process: string;
  state: string;
  tasks: string[];
}

beforeAll(async () => {
  world = await recordWorld();
  api = await Database.connect(world.optionsOf('api'));
  const { city } = world;
  const ofTheWholeArea = await somebody('supervisor', city.team); // which lies beside the office, in the same area
  people = [city.coordinator, city.intakeClerk, city.supervisor, ofTheWholeArea, city.a, city.b, city.c, city.lead, city.otherLead];
  const unit = await unitBeside(city.team);
  within = { supervisor: await somebody('supervisor', unit), administrator: await somebody('administrator', unit) };
  people.push(...Object.values(within), await somebody('administrator', city.team), await somebody('administrator', city.office));
  for (const role of ['reviewer', 'team-lead']) processes.push(await offered(`${city.team}/${role}`));
  const [held, decided, closed, kept] = [await offered(), await offered(), await offered(), await offered()];
  await world.owner.query('update task set holder = $2 where process_id = $1', [held, city.otherLead]);
  await world.owner.query('update process set opened_by = $2 where id = $1', [held, city.intakeClerk]); // with no role any more in what sent it
  await world.decide(decided, 'sign/1', 'sign', city.a);
  await kitActivities(world.database).close({ process: closed, outcome: 'returned' });
  for (const person of [city.a, city.supervisor]) await exclude(person, kept);
  ofTheUnit = await offered();
  await world.owner.query('update process set organization_id = $2 where id = $1', [ofTheUnit, unit]);
  processes.push(held, decided, closed, kept, ofTheUnit);
  await world.owner.query('update role_assignment set organization_id = $2, pool = $3 where person_id = $1', [
    city.c,
    city.otherTeam,
    `${city.otherTeam}/reviewer`,
  ]);
});
afterAll(async () => {
  await api?.close();
  await world?.close();
});

async function offered(pool = `${world.city.team}/reviewer`): Promise<string> {
  const process = await world.open('clue-transfer', { urgent: false }, { withoutTask: true });
  await kitActivities(world.database).openTask({ process, step: 'sign/1', kind: 'sign', pool, deadline: 'clue.receipt', within: [] });
  return process;
}

/** A unit in the same area as an organisation. */
async function unitBeside(organization: string): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    `insert into organization (id, parent_id, area_id, path, kind, level, name, name_en, short_name, created_at)
     select new.id, o.parent_id, o.area_id, o.path[:cardinality(o.path) - 1] || new.id, 'unit', 'unit', '某单位', 'A Unit', '某单位', o.created_at
     from organization o, (select gen_random_uuid() as id) new where o.id = $1 returning id`,
    [organization],
  );
  return rows[0]!.id;
}

async function somebody(role: string, organization: string): Promise<string> {
  const id = randomUUID();
  await world.owner.query(
    `with made as (insert into person (id, login, name, password_hash, organization_id, created_at) values ($1::uuid, $1::text, $3, '', $2, $4) returning id)
     insert into role_assignment (person_id, organization_id, role, pool, since) select id, $2, $3, $5, $4 from made`,
    [id, organization, role, clock.now(), `${organization}/${role}`],
  );
  return id;
}

const exclude = (person: string, process: string) =>
  world.owner.query(
    `with r as (insert into recusal (id, person_id, tie, process_id, reason, declared_at) values ($1, $2, 'process', $3, '', $4) returning id) insert into exclusion select $2, $3, id from r`,
    [randomUUID(), person, process, clock.now()],
  );

const told = (who: string[], of: string[]) =>
  api.door<Seen & { person: string }>('select person, process, state, tasks from seen_by($1, $2) order by person, process', [who, of]);

/** What a person's own transaction shows of them, by the policies. */
const ownSight = (person: string) =>
  api.look({ person }, (tx) =>
    tx.query<Omit<Seen, 'state'>>(
      `select p.id as process, array(select t.id from task t where t.process_id = p.id and t.state = 'open' order by t.opened_at, t.id) as tasks
       from process p where p.id = any ($1) order by p.id`,
      [processes],
    ),
  );

describe('what many are told at once', () => {
  it('is what each of them sees', async () => {
    const all = await told(people, processes);
    for (const person of people) {
      const one = all.filter((seen) => seen.person === person).map(({ process, tasks }) => ({ process, tasks }));
      expect({ person, seen: one }).toEqual({ person, seen: await ownSight(person) });
    }
    const count = (person: string) => all.filter((seen) => seen.person === person).length;
    expect(count(world.city.a)).toBe(processes.length - 2); // not the leads', and not the one that a recusal keeps away
    expect(count(world.city.c)).toBe(0);
    for (const person of Object.values(within)) expect(all.filter((seen) => seen.person === person).map(({ process }) => process)).toEqual([ofTheUnit]);
    expect(all.filter(({ person, tasks }) => person === world.city.b && tasks.length > 0).length).toBeGreaterThan(1);
  });

  it('is the state for those who follow its course, and for an administrator whether it is open', async () => {
    const states = async (person: string) => new Set((await told([person], processes)).map(({ state }) => state));
    const followed = await states(world.city.supervisor);
    expect(followed).toContain('offered');
    expect(followed).toContain('closed');
    expect(await states(people.at(-1)!)).toEqual(new Set(['open', 'closed']));
  });

  it('is nothing of what is not asked for, and nothing where nobody asks', async () => {
    expect(await told(people, [])).toEqual([]);
    expect(await told([], processes)).toEqual([]);
    expect((await told([world.city.b], [processes[0]!])).map(({ process }) => process)).toEqual([processes[0]]);
  });
});
