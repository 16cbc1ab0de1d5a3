import type { Product } from '#testing/product';
import { Client } from './client.js';

/** The people of the sample city who play a transfer, and what they play it with. */
export interface Cast {
  coordinator: Client;
  /** Two members of one task force. */
  reviewer: Client;
  other: Client;
  lead: Client;
  supervisor: Client;
  administrator: Client;
  /** The id of the task force. */
  team: string;
  /** The id of an inspected unit. */
  unit: string;
}

/** Logs the cast in. */
export async function cast({ url, accounts }: Pick<Product, 'url' | 'accounts'>): Promise<Cast> {
  const account = (role: string, organization?: string) =>
    accounts.find((one) => one.roles.includes(role) && (!organization || one.organization === organization))!;
  const first = account('reviewer');
  const second = accounts.find((one) => one !== first && one.roles.includes('reviewer') && one.organization === first.organization)!;
  const coordinator = await Client.of(url, account('coordinator'));
  const reviewer = await Client.of(url, first);
  const units = await coordinator.ok(coordinator.get('/api/organizations?kind=unit'));
  return {
    coordinator,
    reviewer,
    other: await Client.of(url, second),
    lead: await Client.of(url, account('team-lead', first.organization)),
    supervisor: await Client.of(url, account('supervisor')),
    administrator: await Client.of(url, account('administrator')),
    team: reviewer.me.roles[0].organizationId,
    unit: units.items[0].id,
  };
}

/** The same people, in the same sessions, at another instance. */
export const castAt = (people: Cast, url: string): Cast =>
  Object.fromEntries(Object.entries(people).map(([name, one]) => [name, one instanceof Client ? one.at(url) : one])) as unknown as Cast;

export const newClue = ({ unit }: Cast) => ({
  title: '工程招投标问题',
  content: '反映某工程招投标中围标串标。',
  unitId: unit,
  source: 'inspection',
  secrecy: 'secret',
  subjects: [{ kind: 'person', name: '赵某某', position: '副科长' }],
  reporter: { anonymous: true, protection: 'protected' },
  amount: '125000.00',
});

/** A clue, registered by the coordinator. */
export const clueOf = (people: Cast): Promise<any> => people.coordinator.ok(people.coordinator.post('/api/clues', newClue(people)));
