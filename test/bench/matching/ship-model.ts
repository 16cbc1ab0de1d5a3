import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeModel } from '#matching/model/document';
import { train } from '#matching/model/train';
import { findings } from '#matching/presets/findings';
import { asTable, generateFindings, styles } from './findings/generate.js';

/*
 * Learns the model that is shipped for findings from made tables of all styles, without their links. Run it after a change to the schema of findings, its kinds
 * or the weights: node dist/test/bench/matching/ship-model.js
 */
const sets = styles.map((style, place) => generateFindings(style, 100 + place, 1_500));
const { model } = train(findings, asTable(sets.flatMap((set) => set.a)), asTable(sets.flatMap((set) => set.b)));
writeFileSync(fileURLToPath(new URL('../../../../libs/matching/models/findings.json', import.meta.url)), `${writeModel(model)}\n`);
