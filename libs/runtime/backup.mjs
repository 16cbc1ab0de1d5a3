import { backup as usage, needed, read } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
const to = needed(values.to, '--to DIR', usage.help);
await prepare();
const { backup } = await import(built('libs/runtime/backup.js'));
await backup({ to, data: values.data });
