import { read, rebuildEngine as usage } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { rebuildEngine } = await import(built('libs/runtime/rebuild-engine.js'));
await rebuildEngine({ data: values.data, anew: values.anew });
