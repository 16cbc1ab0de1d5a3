import type { Schema } from '../schema.js';
import { findings } from './findings.js';
import { persons } from './persons.js';
import { publications } from './publications.js';

/** The schemas that come with the library, by name. */
export const presets: Readonly<Record<string, Schema>> = { findings, persons, publications };
