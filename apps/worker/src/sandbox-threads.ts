import { promiseHooks } from 'node:v8';
import { isMainThread } from 'node:worker_threads';

// Begun before every thread of the worker (`--import`): the sandbox of stories is one. There Temporal's worker follows each promise to write down
// where it was made, a quarter of the thread's work, for a question that nobody puts. It tells no story anything, so what it would call does nothing.
if (!isMainThread) promiseHooks.createHook = () => () => undefined;
