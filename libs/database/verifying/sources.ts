import { readings, signatures } from '../record/chain.js';

/** An entry as it is on record. */
export interface StoredEntry {
  chain: string;
  n: number;
  at: Date;
  /** Whether its moment is one that an entry can have: whole milliseconds. */
  exact: boolean;
  action: string;
  person: string | null;
  task: string | null;
  detail: Record<string, unknown>;
  contentDigest: Buffer | null;
  /** The digest of what its command or its note holds now. */
  contentNow: Buffer | null;
  hash: Buffer;
}

/** Where a chain ends, as its own row says. */
export interface StoredHead {
  chain: string;
  number: string | null;
  entries: number;
  head: Buffer;
}

/** Also of years that people count: beyond them a moment is none to a program. */
const exact = `at = date_trunc('milliseconds', at) and at >= '0001-01-01' and at < '9999-12-31' as exact`;

/** The kinds of chains: their entries, in the order of chain and number, and their heads in the order of chain. */
export const sources = [
  {
    name: 'process',
    entries: `select process_id as chain, n, at, ${exact}, action, person_id as person, task_step as task, detail, content_digest as "contentDigest",
        case when content_digest is not null or command_seq is not null then content_now(process_id, n, command_seq) end as "contentNow", hash
      from timeline_entry order by process_id, n`,
    heads: 'select id as chain, number, entries, head from process order by id',
  },
  {
    name: 'organization',
    entries: `select chain_id as chain, n, at, ${exact}, action, person_id as person, null as task, detail, null::bytea as "contentDigest", null::bytea as "contentNow", hash
      from chain_entry order by chain_id, n`,
    heads: `select id as chain, null as number, entries, head from chain where id not in ('${readings}', '${signatures}') order by id`,
  },
  {
    name: 'readings',
    entries: `select '${readings}' as chain, n, at, ${exact}, what as action, person_id as person, null as task,
        jsonb_strip_nulls(jsonb_build_object('id', id::text, 'process', process_id, 'clue', clue_id, 'document', document_id)) as detail, null::bytea as "contentDigest", null::bytea as "contentNow", hash
      from read_log where n is not null order by n`,
    heads: `select id as chain, null as number, entries, head from chain where id = '${readings}'`,
  },
] as const;

/** Where commands and notes are not what the entries of their process tell. */
export const mistold =
  'select m.process_id as process, p.number, m.n, m.fault from mistold() m left join process p on p.id = m.process_id order by m.process_id, m.n';

export interface Mistold {
  process: string;
  number: string | null;
  n: number;
  fault: 'untold' | 'command-edited';
}

/** The hashes on record of given entries, in the order in which they are given, each with the number of its process; null where there is no such entry, or process. */
export const hashesOnRecord = `select coalesce(t.hash, c.hash, r.hash) as hash, p.number
  from unnest($1::uuid[], $2::integer[]) with ordinality asked (chain, n, place)
    left join process p on p.id = asked.chain
    left join timeline_entry t on t.process_id = asked.chain and t.n = asked.n
    left join chain_entry c on c.chain_id = asked.chain and c.n = asked.n
    left join read_log r on asked.chain = '${readings}' and r.n = asked.n
  order by asked.place`;
