import { read, rebuildEngine as usage } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { rebuildEngine } = await import(program('rebuild-engine'));
await rebuildEngine({ data: values.data, anew: values.anew });
