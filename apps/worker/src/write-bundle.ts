import { productBundle } from './bundle.js';

// Makes the bundle of the stories, for a place where the worker cannot write: it is found there by what it was made of.
process.stdout.write(`${(await productBundle()).codePath}\n`);
