import { jest } from '@jest/globals';

// Before each file of tests: how long one of its tests may take, by its kind. Jest itself knows one limit for all kinds.
jest.setTimeout((globalThis as unknown as { patience: number }).patience * 1000);
