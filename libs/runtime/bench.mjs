import { bench as usage, read } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values, positionals } = read(usage);
await prepare();
const { bench } = await import(built('test/bench/main.js'));
await bench({ groups: positionals, check: values.check, data: values.data });
