import { kinds, read, refuse, test as usage } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values, positionals } = read(usage);
const only = (values.only ?? []).flatMap((each) => each.split(','));
const unknown = only.filter((kind) => !kinds.includes(kind));
if (unknown.length > 0) refuse(`There is no kind of test ${unknown.join(', ')}.`, usage.help);
await prepare();
const { test } = await import(built('libs/runtime/test.js'));
await test({ kinds: only.length > 0 ? kinds.filter((kind) => only.includes(kind)) : kinds, full: values.full, engineOnly: values.engine, jest: positionals });
