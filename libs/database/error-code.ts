/** PostgreSQL's code of an error, or an empty text. */
export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';
