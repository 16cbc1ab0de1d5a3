export * from '#workflows/index';
export { branches } from './branches/workflow.js';
export { choice } from './choice/workflow.js';
export { errand } from './errand/workflow.js';
export { family } from './family/workflow.js';
export { lots } from './lots/workflow.js';
