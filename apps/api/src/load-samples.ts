import { loadEnv, required } from '#config/env';
import { sampleAccounts } from './identity/samples.js';
import { loadSamples } from './identity/samples-loader.js';

// Loads the sample city into the record that DATABASE_URL names, as its owner, and prints the accounts as one JSON array.

const { organizations, people } = await loadSamples(required(loadEnv(), 'DATABASE_URL'));
process.stderr.write(`Sample city: ${organizations} organisations and ${people} people are new.\n`);
process.stdout.write(`${JSON.stringify(sampleAccounts)}\n`);
