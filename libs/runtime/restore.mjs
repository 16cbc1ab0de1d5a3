import { needed, read, restore as usage } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
const from = needed(values.from, '--from DIR', usage.help);
await prepare();
const { restore } = await import(built('libs/runtime/restore.js'));
await restore({ from, data: values.data });
