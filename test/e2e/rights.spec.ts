import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Client as Owner } from 'pg';
import { type Product, startGivenProduct } from '#testing/product';
import { everyRole, type Expected, expectedReach, expectedRoutes, isExpected, isOpen } from '../rights/expected.js';
import { type Answer, Client } from './client.js';
import { conclude, enter, type Matter, offerCanaries, type Parties, parties, propose, taskIn } from './matter.js';
import { ownerOf } from './owner.js';
import { recruits } from './recruits.js';

/**
 * Every route, asked by a person of every role at every level, and by everybody who stands to a transfer in one of the ways that there are, at the interface of the whole product.
 * Both transfers are closed: whoever may do something there is refused by their state only, so that nothing changes from one cell to the next.
 */
let product: Product;
let owner: Owner;
let places: Map<string, Place>;
let targets: Target[];
let people: Asker[];

interface Place {
  id: string;
  area: string;
  path: string[];
  level: string;
}

interface Target extends Matter {
  sender: Place;
  sign: string;
  copy: string | undefined;
  deadline: string;
}

interface Asker {
  words: string;
  client: Client;
  role: string;
  /** How they stand to each of the targets. */
  relations: string[][];
}

beforeAll(async () => {
  product = await startGivenProduct();
  owner = await ownerOf(product);
  const city = await parties(product, 'chenjing', 'zhaolei', 'liuzhiyuan');
  const county = await parties(product, 'heguang', 'daiqing', 'songning');
  const intake = await enter(product, 'hanxue');
  const matters = await Promise.all([city, county].map(begin));
  const copy = await taskIn(owner, matters[0]!.process, 'acknowledge-copy');
  await intake.ok(intake.post(`/api/tasks/${copy}/decide`, { outcome: 'received' }));
  await Promise.all([city, county].map((those, nth) => conclude(those, matters[nth]!)));
  places = await placesOf();
  targets = await Promise.all(matters.map((matter, nth) => targetOf(matter, [city, county][nth]!, nth === 0 ? copy : undefined)));
  people = [...(await bystanders()), ...(await involved(city, county))];
}, 300_000);

afterAll(async () => {
  await owner.end();
  await product.stop();
}, 60_000);

async function begin(those: Parties): Promise<Matter> {
  const matter = await offerCanaries(those);
  await propose(those, matter);
  return matter;
}

async function placesOf(): Promise<Map<string, Place>> {
  const { rows } = await owner.query<Place & { name: string }>('select id, area_id as area, path, level, short_name as name from organization');
  return new Map(rows.map((row) => [row.name, row]));
}

async function targetOf(matter: Matter, { opener }: Parties, copy: string | undefined): Promise<Target> {
  const sender = [...places.values()].find(({ id }) => id === opener.me.person.organization.id)!;
  const { rows } = await owner.query<{ id: string }>('select id from deadline where process_id = $1 limit 1', [matter.process]);
  return { ...matter, sender, sign: await taskIn(owner, matter.process, 'sign'), copy, deadline: rows[0]!.id };
}

/** One of each role in places that no matter has come to: of the city, of its first county and of another one, and a unit; and where all of it is administered. */
async function bystanders(): Promise<Asker[]> {
  const those = ['徐州市', '市财政局', '鼓楼区', '云龙区委巡察办', '市水务局'].flatMap((place) => everyRole.map((role) => ({ place, role })));
  const all: Asker[] = [];
  for (const { place: name, role } of those) {
    const place = places.get(name)!;
    const [client] = await recruits(owner, product.url, { organization: place.id, role, count: 1 });
    all.push({ words: `${role} in ${name}`, client: client!, role, relations: targets.map(({ sender }) => (reaches(role, place, sender) ? [role] : [])) });
  }
  return all;
}

function reaches(role: string, place: Place, sender: Place): boolean {
  const reach = expectedReach.find((line) => line.role === role && line.level === place.level)?.reach;
  return reach !== undefined && sender.path.includes(reach === 'area' ? place.area : place.id);
}

/** Everybody who stands to one of the matters, by their role, in a way of its own. */
async function involved(city: Parties, county: Parties): Promise<Asker[]> {
  const [deputy] = await recruits(owner, product.url, { organization: city.team, role: 'team-lead', count: 1 });
  const those: [string, Client, string, string[][]][] = [
    ['who sent it', city.opener, 'coordinator', [['sender'], []]],
    ['a colleague of who sent it', await enter(product, 'yangfan'), 'coordinator', [['sender'], []]],
    ['who sent the other', county.opener, 'coordinator', [[], ['sender']]],
    ['a member of the team', await enter(product, 'sunyan'), 'reviewer', [['pool'], []]],
    ['who handled it', city.reviewer, 'reviewer', [['pool', 'handler'], []]],
    ['who handled the other', county.reviewer, 'reviewer', [[], ['pool', 'handler']]],
    ['the lead who approved', city.lead, 'team-lead', [['pool', 'lead', 'handler'], []]],
    ['a lead who did not', deputy!, 'team-lead', [['pool', 'lead'], []]],
    ['the lead of another team', await enter(product, 'weining'), 'team-lead', [[], []]],
    ['a member of another team', await enter(product, 'luhao'), 'reviewer', [[], []]],
    ['who got a copy', await enter(product, 'maodan'), 'discipline-intake', [['copied'], []]],
    ['a supervisor of the city', await enter(product, 'zhouweimin'), 'supervisor', [['supervisor'], ['supervisor']]],
    ['the administrator', await enter(product, 'tangwei'), 'administrator', [['administrator'], ['administrator']]],
  ];
  return those.map(([words, client, role, relations]) => ({ words, client, role, relations }));
}

/** What the route is asked with, so that who may is refused by nothing but the state of the matter. */
function bodyFor(route: string, { deadline }: Target): unknown {
  const bodies: Record<string, unknown> = {
    recall: { reason: '试' },
    extend: { deadlineId: deadline, amount: 1, reason: '试' },
    suspend: { reason: '试' },
    'take-back': { reason: '试' },
    'hand-on': { to: randomUUID() },
    assign: { to: randomUUID() },
    draft: { body: {}, revision: 0 },
    note: { text: '试' },
    decide: { outcome: 'sign' },
    'claim-next': { kind: 'none' },
  };
  return route.startsWith('GET') ? undefined : (bodies[route.split('/').at(-1)!] ?? {});
}

function pathFor(line: Expected, target: Target, relations: string[], named: boolean): string {
  const [, path] = line.name.split(' ') as [string, string];
  const ids: [string, string][] = [
    ['/processes/', target.process],
    ['/parked/', target.process],
    ['/tasks/', relations.includes('copied') && target.copy ? target.copy : target.sign],
    ['/clues/', target.clue],
    ['/documents/', target.document],
  ];
  const id = ids.find(([part]) => path.includes(part))?.[1] ?? randomUUID();
  const query = { '/api/tasks': '?box=pool' }[path] ?? (named && /clues|documents/.test(path) ? `?processId=${target.process}` : '');
  return path.replace(':id', id).replace(':session', randomUUID()) + query;
}

async function ask(client: Client, line: Expected, path: string, body: unknown): Promise<Answer> {
  const method = line.name.split(' ')[0]!;
  if (path === '/api/events') return hear(client);
  return client.request(method, path, body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
}

/** A stream is answered as soon as it says its first word; where it is refused, with the refusal. */
async function hear(client: Client): Promise<Answer> {
  const stop = new AbortController();
  const opened = await new Promise<boolean>((resolve) => {
    client.listen(stop.signal, () => resolve(true)).then(() => resolve(false), () => resolve(false)); // oxfmt-ignore
  });
  stop.abort();
  return opened ? { status: 200, body: {}, headers: new Headers() } : client.get('/api/events');
}

/** What is wrong with the answer, in words; nothing where it is as expected. */
async function faultOf(asker: Asker, line: Expected, nth: number, named: boolean): Promise<string[]> {
  const target = targets[nth]!;
  const relations = asker.relations[nth]!;
  const path = pathFor(line, target, relations, named);
  const { status, body } = await ask(asker.client, line, path, bodyFor(line.name, target));
  const held = line.roles.includes(asker.role);
  const allowed = named ? relations.some((relation) => isExpected(line, asker.role, relation)) : isExpected(line, asker.role);
  const found = status === 403 || status === 404 ? `${status} ${body.code}` : 'allowed';
  const right = !held
    ? found === '403 not-allowed'
    : !named
      ? found !== '403 not-allowed'
      : allowed
        ? found === 'allowed'
        : relations.length === 0
          ? found === '404 not-found'
          : found !== 'allowed';
  return right && status < 500
    ? []
    : [`${asker.words}: ${line.name}${named ? ` of ${nth === 0 ? 'the city' : 'the county'}` : ''}: ${status} ${body.code ?? ''}`];
}

it('gives each person what is expected of each route, and nobody else', async () => {
  const faults: string[] = [];
  let cells = 0;
  const lines = expectedRoutes.filter((line) => !isOpen(line) && line.name !== 'DELETE /api/session');
  const all = async (asker: Asker) => {
    for (const line of lines) {
      if (line.relations.includes('-')) faults.push(...(await faultOf(asker, line, 0, false)));
      for (const nth of line.relations.some((relation) => relation !== '-') ? [0, 1] : []) faults.push(...(await faultOf(asker, line, nth, true)));
      cells += line.relations.some((relation) => relation !== '-') ? 2 : 1;
    }
    if ((await asker.client.delete('/api/session')).status !== 204) faults.push(`${asker.words} cannot log out`);
    if ((await asker.client.get('/api/me')).status !== 401) faults.push(`${asker.words} is still in after logging out`);
  };
  const waiting = [...people];
  await Promise.all(Array.from({ length: 8 }, async () => { for (let one = waiting.shift(); one; one = waiting.shift()) await all(one); })); // oxfmt-ignore
  expect(faults).toEqual([]);
  expect(cells).toBeGreaterThan(5000);
}, 300_000);

it('gives nobody anything who is not logged in', async () => {
  const stranger = new Client(product.url);
  for (const line of expectedRoutes.filter((one) => !isOpen(one))) {
    const { status, body } = await ask(stranger, line, pathFor(line, targets[0]!, [], true), bodyFor(line.name, targets[0]!));
    expect([line.name, status, body.code]).toEqual([line.name, 401, 'not-logged-in']);
  }
}, 60_000);
