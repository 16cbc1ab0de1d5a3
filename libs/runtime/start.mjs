import { portOf, read, start as usage } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
const port = portOf(values.port, usage.help);
if (!values['as-built']) await prepare();
const { start } = await import(program('start'));
await start({ port, data: values.data, empty: values.empty, json: values.json, temporalUi: values['temporal-ui'] });
