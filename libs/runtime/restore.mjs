import { needed, read, restore as usage } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
const from = needed(values.from, '--from DIR', usage.help);
await prepare();
const { restore } = await import(program('restore'));
await restore({ from, data: values.data });
