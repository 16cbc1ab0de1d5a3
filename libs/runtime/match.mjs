import { match as usage, read, refuse } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
for (const wanted of ['a', 'b', 'out']) if (!values[wanted]) refuse(`--${wanted} FILE is wanted.`, usage.help);
if (!['n:m', '1:1'].includes(values.assignment)) refuse(`--assignment ${values.assignment} is not known: n:m or 1:1 is wanted.`, usage.help);
await prepare({ console: false });
const { matchFiles } = await import(built('apps/match/src/match-files.js'));
await matchFiles({ ...values, saveModel: values['save-model'] });
