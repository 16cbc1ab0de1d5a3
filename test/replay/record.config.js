import { fileURLToPath } from 'node:url';
import config from '../../jest.config.js';

const replay = config.projects.find(({ displayName }) => displayName === 'replay');

/** Records histories, see README.md. */
export default { ...replay, rootDir: fileURLToPath(new URL('../..', import.meta.url)), testMatch: ['<rootDir>/test/replay/record.ts'], testTimeout: 300_000 };
