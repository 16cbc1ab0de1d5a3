/** Where the rows of a number are: the board gives each number the query of its rows. */
export const addressOf = (query: string): string => `/processes?${query.replace(/^\?/, '')}`;
