import { migrate as usage, read } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { migrate } = await import(program('migrate'));
await migrate({ setUp: values['set-up'] });
