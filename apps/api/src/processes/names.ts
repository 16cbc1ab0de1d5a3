import type { Language } from '#domain/language';

/** The column that names an organisation to a reader: people know it by its short name, in English by the English one. `alias` is the table's in the statement. */
export const nameIn = (alias: string, language: Language): string => (language === 'en' ? `${alias}.name_en` : `${alias}.short_name`);

/** The name of the organisation with this id, looked up for each row: a join would compare the row with all organisations. `id` is an expression of the statement. */
export const organizationName = (id: string, language: Language): string => `(select ${nameIn('o', language)} from organization o where o.id = ${id})`;

/** The id of the organisation that a pool belongs to. */
export const organizationOf = (pool: string): string => `split_part(${pool}, '/', 1)::uuid`;

/** What reads as the beginning of a number: letters, then digits and hyphens. */
export const numberLike = /^[A-Za-z]{1,2}(-[\d-]*)?$/;
