import { migrate as usage, read } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { migrate } = await import(built('libs/runtime/migrate.js'));
await migrate({ setUp: values['set-up'] });
