import { listAt, numberAt, objectAt, onlyKeys, parseJson, textAt, textsAt, WrongDocument } from './documents.js';
import { kindOf } from './kinds/kinds.js';
import { nothingKnown } from './model/knowledge.js';
import { type Field, type KindName, kindNames, type Schema } from './schema.js';

const format = 'liandong-matching-schema/1';

/** Which roles of columns each kind reads, beside `column`. */
const roles: Partial<Record<KindName, readonly string[]>> = {
  place: ['column', 'unit', 'texts'],
  organisation: ['column', 'code', 'place', 'texts'],
  amount: ['column', 'texts'],
  period: ['column', 'texts'],
  project: ['column', 'texts'],
  reference: ['column', 'texts'],
  firm: ['column', 'unit', 'texts'],
  matter: ['texts', 'names'],
  particulars: ['texts'],
};

/** Reads a schema from JSON. @throws WrongDocument with the place and what is wanted there */
export const readSchema = (text: string): Schema => checkSchema(parseJson(text));

/** Checks a schema. @throws WrongDocument */
export function checkSchema(value: unknown): Schema {
  const document = objectAt(value, '');
  onlyKeys(document, ['format', 'name', 'id', 'fields', 'candidates', 'neighbours', 'anchors', 'expected', 'contradictions', 'lookAlikes'], '');
  if (document['format'] !== format) throw new WrongDocument('format', `"${format}" is wanted`);
  const fields = listAt(document['fields'], 'fields').map(checkField);
  if (fields.length === 0) throw new WrongDocument('fields', 'at least one field is wanted');
  const twice = fields.find(({ name }, place) => fields.findIndex((field) => field.name === name) < place);
  if (twice) throw new WrongDocument('fields', `the name "${twice.name}" is given twice`);
  const keys = keysOf(fields);
  const known = (key: string, place: string) => {
    if (!keys.includes(key)) throw new WrongDocument(place, `there is no key "${key}"; there are ${keys.join(', ')}`);
  };
  const named = (name: string, place: string, kind?: KindName) => {
    const field = fields.find((each) => each.name === name);
    if (!field) throw new WrongDocument(place, `there is no field "${name}"`);
    if (kind && field.kind !== kind) throw new WrongDocument(place, `the field "${name}" is of kind ${field.kind}, and ${kind} is wanted`);
    return name;
  };
  const schema: Schema = {
    format,
    name: textAt(document['name'], 'name'),
    id: textsAt(document['id'], 'id'),
    fields,
    candidates: listAt(document['candidates'], 'candidates').map((rule, n) => textsAt(rule, `candidates[${n}]`)),
    anchors: listAt(document['anchors'], 'anchors').map((each, n) => {
      const anchor = objectAt(each, `anchors[${n}]`);
      onlyKeys(anchor, ['keys', 'trains'], `anchors[${n}]`);
      return {
        keys: textsAt(anchor['keys'], `anchors[${n}].keys`),
        trains: textsAt(anchor['trains'], `anchors[${n}].trains`).map((name) => named(name, `anchors[${n}].trains`)),
      };
    }),
    expected: numberAt(document['expected'], 'expected', 0.001, 1),
  };
  schema.candidates.forEach((rule, n) => rule.forEach((key) => known(key, `candidates[${n}]`)));
  schema.anchors.forEach(({ keys: anchor }, n) => anchor.forEach((key) => known(key, `anchors[${n}].keys`)));
  if (document['neighbours'] !== undefined) {
    const neighbours = objectAt(document['neighbours'], 'neighbours');
    onlyKeys(neighbours, ['columns', 'within', 'count'], 'neighbours');
    schema.neighbours = {
      columns: textsAt(neighbours['columns'], 'neighbours.columns'),
      within: textAt(neighbours['within'], 'neighbours.within'),
      count: numberAt(neighbours['count'], 'neighbours.count', 1, 50),
    };
    known(schema.neighbours.within, 'neighbours.within');
  }
  if (document['contradictions'] !== undefined) {
    const contradictions = objectAt(document['contradictions'], 'contradictions');
    onlyKeys(contradictions, ['amount', 'date'], 'contradictions');
    schema.contradictions = {
      amount: named(textAt(contradictions['amount'], 'contradictions.amount'), 'contradictions.amount', 'amount'),
      date: named(textAt(contradictions['date'], 'contradictions.date'), 'contradictions.date', 'period'),
    };
  }
  if (document['lookAlikes'] !== undefined)
    schema.lookAlikes = listAt(document['lookAlikes'], 'lookAlikes').map((each, n) =>
      textsAt(each, `lookAlikes[${n}]`).map((name) => named(name, `lookAlikes[${n}]`)),
    );
  return schema;
}

function checkField(value: unknown, n: number): Field {
  const place = `fields[${n}]`;
  const field = objectAt(value, place);
  onlyKeys(field, ['name', 'label', 'kind', 'columns'], place);
  const kind = textAt(field['kind'], `${place}.kind`) as KindName;
  if (!kindNames.includes(kind)) throw new WrongDocument(`${place}.kind`, `there is no kind "${kind}"; there are ${kindNames.join(', ')}`);
  const columns = objectAt(field['columns'], `${place}.columns`);
  const allowed = roles[kind] ?? ['column'];
  onlyKeys(columns, allowed, `${place}.columns`);
  const first = allowed[0]!;
  if (!(first in columns)) throw new WrongDocument(`${place}.columns`, `"${first}" is wanted`);
  const label = field['label'] === undefined ? undefined : objectAt(field['label'], `${place}.label`);
  return {
    name: textAt(field['name'], `${place}.name`),
    ...(label && { label: { zh: textAt(label['zh'], `${place}.label.zh`), en: textAt(label['en'], `${place}.label.en`) } }),
    kind,
    columns: Object.fromEntries(Object.entries(columns).map(([role, names]) => [role, textsAt(names, `${place}.columns.${role}`)])),
  };
}

const keysOf = (fields: readonly Field[]): string[] =>
  fields.flatMap((field) => Object.keys(kindOf(field, nothingKnown()).keys).map((key) => `${field.name}.${key}`));
