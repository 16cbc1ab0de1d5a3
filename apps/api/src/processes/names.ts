import type { Language } from '#domain/language';

/** The column that names an organisation to a reader: people know it by its short name, in English by the English one. `alias` is the table's in the statement. */
export const nameIn = (alias: string, language: Language): string => (language === 'en' ? `${alias}.name_en` : `${alias}.short_name`);

/** What reads as the beginning of a number: letters, then digits and hyphens. */
export const numberLike = /^[A-Za-z]{1,2}(-[\d-]*)?$/;
