import type { Transaction } from '../database.js';
import { installation } from './chain.js';

/** What happened in an organisation beside its processes: to a role, a person, a policy, a calendar. */
export interface OrganizationHappening {
  /** In whose chain it is told; in that of the installation where it belongs to none. */
  organization?: string;
  at: Date;
  /** Who did it; nobody where the installation itself did. */
  person?: string;
  /** The word under which the chain tells it: `role-given` and the like. */
  action: string;
  /** Ids, codes and dates; never content. */
  detail?: Record<string, unknown>;
}

/** Appends an entry to the chain of an organisation, last in its transaction: the chain stays locked until that ends. @returns its number */
export async function tellOrganization(
  tx: Transaction,
  { organization = installation, at, person, action, detail = {} }: OrganizationHappening,
): Promise<number> {
  const row = await tx.one<{ n: number }>('select append_to_chain($1, $2, $3, $4, $5) as n', [
    organization,
    at,
    action,
    person ?? null,
    JSON.stringify(detail),
  ]);
  return row!.n;
}
