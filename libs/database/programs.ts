/** The programs that have a database role of their own; each role is `liandong_` and this name. */
export const programs = ['api', 'worker', 'relay', 'verifier'] as const;
export type Program = (typeof programs)[number];

/** The role that the interface takes on in a process that it has entered. Nobody logs in with it. */
export const insideRole = 'liandong_inside';
