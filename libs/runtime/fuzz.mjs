import { fuzz as usage, read } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values, positionals } = read(usage);
await prepare();
const { fuzz } = await import(built('test/fuzz/main.js'));
await fuzz({ callers: positionals, seed: Number(values.seed), examples: Number(values.examples), schemathesis: values.schemathesis });
