/** What shows nothing, so that a name would read as another: control characters, breaks of lines, marks of direction, and letters that are blank. As a class of a regular expression has it. */
export const unseen = String.raw`\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0`;
