import { expect, it } from '@jest/globals';
import { processOf, workflowIdOf, workflowTypeOf } from './names.js';

it('finds the process of a workflow again, and none for a workflow of somebody else', () => {
  expect(processOf(workflowIdOf('0198a5b2'))).toBe('0198a5b2');
  expect(processOf('temporal-sys-scanner')).toBeUndefined();
});

it('knows under which name a kind of process is told', () => {
  expect(workflowTypeOf('clue-transfer')).toBe('clueTransfer');
  expect(workflowTypeOf('audit-cross-check')).toBe('auditCrossCheck');
});
