import { destroyContent as usage, read, refuse } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
if (values.clue && values.process) refuse('One thing at a time: --clue or --process.', usage.help);
await prepare();
const { destroyContent } = await import(program('destroy-content'));
await destroyContent(values);
