import { destroyContent as usage, read, refuse } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
if (values.clue && values.process) refuse('One thing at a time: --clue or --process.', usage.help);
await prepare();
const { destroyContent } = await import(built('libs/runtime/destroy-content.js'));
await destroyContent(values);
