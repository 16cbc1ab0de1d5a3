import { promiseHooks } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

// Begun before every thread of the worker (`--import`): the sandbox of stories is one. There Temporal's worker follows each promise to write down
// where it was made, a third of the thread's work, for a query that nobody puts (`__stack_trace`). Nothing else asks for it.
if (!isMainThread) promiseHooks.createHook = () => () => undefined;
