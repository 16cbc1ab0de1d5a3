import { portOf, read, start as usage } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
const port = portOf(values.port, usage.help);
if (!values['as-built']) await prepare();
const { start } = await import(built('libs/runtime/program/start.js'));
await start({ port, data: values.data, empty: values.empty, json: values.json, temporalUi: values['temporal-ui'] });
