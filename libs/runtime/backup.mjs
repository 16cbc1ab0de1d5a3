import { backup as usage, needed, read } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
const to = needed(values.to, '--to DIR', usage.help);
await prepare();
const { backup } = await import(program('backup'));
await backup({ to, data: values.data });
