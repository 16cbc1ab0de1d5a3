import { loadEnv } from '#config/env';
import type { TestEngine } from '#runtime/test-engine';

/** The PostgreSQL and the Temporal Server of this test run. @throws where there are none */
export function engine(): TestEngine {
  const { TEST_ENGINE } = loadEnv();
  if (!TEST_ENGINE)
    throw new Error(
      'This spec needs the engine: run it by `npm test -- --only KIND -- FILE`, or keep an engine with `npm test -- --engine` and export the TEST_ENGINE that it prints.',
    );
  return JSON.parse(TEST_ENGINE) as TestEngine;
}
