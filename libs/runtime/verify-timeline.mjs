import { read, verifyTimeline as usage } from './command-line.mjs';
import { built, prepare } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { verifyTimeline } = await import(built('libs/runtime/verify-timeline.js'));
await verifyTimeline({ data: values.data, keys: values.key ?? [], json: values.json });
