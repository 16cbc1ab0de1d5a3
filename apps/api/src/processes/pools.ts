import type { Words } from '#domain/language';

/** The pool of a lead is told apart from the team's own. */
export const poolWords = (pool: string, organization: string): Words =>
  pool.endsWith('/team-lead') ? { zh: `${organization}负责人`, en: `${organization}'s lead` } : { zh: organization, en: organization };
