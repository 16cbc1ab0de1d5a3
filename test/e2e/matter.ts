import type { Client as Owner } from 'pg';
import { eventually } from '#testing/eventually';
import type { Product } from '#testing/product';
import { Client } from './client.js';
import { closed, decide, taskOf } from './tasks.js';

/** What of a matter nobody may come upon who does not handle it: each text stands in one place of it only. */
export const canaries = {
  title: 'canary-title',
  content: 'canary-content',
  subject: '卡纳利某某',
  position: 'canary-position',
  reporter: 'canary-reporter',
  contact: 'canary-contact',
  amount: '7654321',
  file: 'canary-file',
  bytes: 'canary-bytes',
  comment: 'canary-comment',
  opinion: 'canary-opinion',
  reason: 'canary-reason',
  result: 'canary-result',
  note: 'canary-note',
  draft: 'canary-draft',
} as const;

/** Whichever of the canaries stand in something. */
export const canariesIn = (what: unknown): string[] => {
  const text = JSON.stringify(what);
  return Object.values(canaries).filter((canary) => text.includes(canary));
};

/** Those who hand one clue over: of the city, or of a county. */
export interface Parties {
  opener: Client;
  reviewer: Client;
  lead: Client;
  team: string;
  unit: string;
}

/** A clue full of canaries, offered. */
export interface Matter {
  process: string;
  number: string;
  clue: string;
  document: string;
}

/** Logs somebody of the sample city in, by the log-in name. */
export const enter = ({ url, accounts }: Pick<Product, 'url' | 'accounts'>, login: string, language?: string): Promise<Client> =>
  Client.of(
    url,
    accounts.find(({ name }) => name === login)!,
    language,
  );

/** The parties of a matter by their log-in names. */
export async function parties(product: Product, opener: string, reviewer: string, lead: string): Promise<Parties> {
  const [one, two, three] = await Promise.all([enter(product, opener), enter(product, reviewer), enter(product, lead)]);
  const units = await one.ok(one.get('/api/organizations?kind=unit'));
  return { opener: one, reviewer: two, lead: three, team: two.me.roles[0].organizationId, unit: units.items[0].id };
}

export async function offerCanaries({ opener, team, unit }: Parties): Promise<Matter> {
  const document = (await opener.upload(`${canaries.file}.txt`, canaries.bytes)).body.id;
  const clue = await opener.ok(
    opener.post('/api/clues', {
      title: canaries.title,
      content: canaries.content,
      unitId: unit,
      source: 'inspection',
      secrecy: 'secret',
      subjects: [{ kind: 'person', name: canaries.subject, position: canaries.position }],
      reporter: { anonymous: false, name: canaries.reporter, contact: canaries.contact, protection: 'strict' },
      amount: `${canaries.amount}.00`,
      documents: [document],
    }),
  );
  const transfer = await opener.ok(opener.post('/api/clue-transfers', { clueId: clue.id, toTeamId: team, urgency: 'normal' }));
  return { process: transfer.id, number: transfer.number, clue: clue.id, document };
}

/** Signs, and takes it to the point at which a disposition is proposed and waits for its approval. */
export async function propose({ reviewer }: Pick<Parties, 'reviewer'>, { process }: Matter): Promise<void> {
  const { id } = await taskOf(reviewer, process, 'sign');
  await reviewer.ok(reviewer.post(`/api/tasks/${id}/claim`));
  await reviewer.ok(reviewer.post(`/api/tasks/${id}/draft`, { body: { comment: canaries.draft }, revision: 0 }));
  await reviewer.ok(reviewer.post(`/api/tasks/${id}/note`, { text: canaries.note }));
  await decide(reviewer, process, 'sign', { outcome: 'sign', comment: canaries.comment });
  await decide(reviewer, process, 'propose-disposition', { outcome: 'parked', opinion: canaries.opinion });
}

/** The rest of it, with one proposal sent back. */
export async function conclude({ opener, reviewer, lead }: Parties, { process }: Matter): Promise<void> {
  await decide(lead, process, 'approve-disposition', { outcome: 'send-back', reason: canaries.reason });
  await decide(reviewer, process, 'propose-disposition', { outcome: 'closed', opinion: canaries.opinion });
  await decide(lead, process, 'approve-disposition', { outcome: 'approve' });
  await decide(reviewer, process, 'report-result', { outcome: 'reported', result: canaries.result });
  await closed(opener, process);
}

/** The id of a task of a process, as its record has it. */
export const taskIn = (owner: Owner, process: string, kind: string): Promise<string> =>
  eventually(async () => {
    const { rows } = await owner.query<{ id: string }>('select id from task where process_id = $1 and kind = $2 order by opened_at limit 1', [process, kind]);
    if (!rows[0]) throw new Error(`There is no ${kind} yet.`);
    return rows[0].id;
  });
