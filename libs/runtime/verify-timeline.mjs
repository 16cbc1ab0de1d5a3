import { read, verifyTimeline as usage } from './command-line.mjs';
import { prepare, program } from './prepare.mjs';

const { values } = read(usage);
await prepare();
const { verifyTimeline } = await import(program('verify-timeline'));
await verifyTimeline({ data: values.data, keys: values.key ?? [], json: values.json });
