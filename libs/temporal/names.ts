/** The task queue that the product's workers poll. */
export const defaultTaskQueue = 'liandong';

/** The signal that rings a process's bell; the kit defines it under this name. */
export const wakeSignal = 'wake';

const prefix = 'process/';

/** The workflow that drives a process. At most one of this id is ever open. */
export const workflowIdOf = (process: string): string => prefix + process;

/** The process that a workflow drives, or undefined where it drives none. */
export const processOf = (workflowId: string): string | undefined => (workflowId.startsWith(prefix) ? workflowId.slice(prefix.length) : undefined);

/** The name under which the story of a kind of process is exported: `clue-transfer` is told by `clueTransfer`. */
export const workflowTypeOf = (processType: string): string => processType.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
