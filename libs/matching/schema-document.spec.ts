import { describe, expect, it } from '@jest/globals';
import { stableJson } from './documents.js';
import { presets } from './presets/presets.js';
import { checkSchema, readSchema } from './schema-document.js';

const findings = () => JSON.parse(JSON.stringify(presets['findings'])) as Record<string, any>;
const changed = (change: (schema: Record<string, any>) => void) => {
  const schema = findings();
  change(schema);
  return () => checkSchema(schema);
};

describe('schemas', () => {
  it.each(Object.keys(presets))('%s is one, and survives being written down', (name) => {
    expect(readSchema(stableJson(presets[name]))).toEqual(presets[name]);
  });

  it('say where they are wrong, and what is wanted there', () => {
    expect(changed((schema) => (schema['fields'][2].kind = 'money'))).toThrow('fields[2].kind: there is no kind "money"; there are name, code');
    expect(changed((schema) => (schema['fields'][1].columns = { colum: ['unit'] }))).toThrow(
      'fields[1].columns.colum: it is not known here; there are column, code, place, texts',
    );
    expect(changed((schema) => (schema['candidates'][0] = ['contract.number']))).toThrow(
      'candidates[0]: there is no key "contract.number"; there are place.county',
    );
    expect(changed((schema) => (schema['contradictions'].amount = 'date'))).toThrow(
      'contradictions.amount: the field "date" is of kind period, and amount is wanted',
    );
    expect(changed((schema) => (schema['expected'] = 2))).toThrow('expected: a number from 0.001 to 1 is wanted');
    expect(changed((schema) => (schema['format'] = 'other'))).toThrow('format: "liandong-matching-schema/1" is wanted');
    expect(() => readSchema('{')).toThrow('it is not JSON');
  });
});
