import { listAt, numberAt, numbersAt, objectAt, onlyKeys, parseJson, stableJson, textAt, textsAt, WrongDocument } from '../documents.js';
import { kindOf } from '../kinds/kinds.js';
import { checkSchema } from '../schema-document.js';
import type { Counts, Knowledge, Translation } from './knowledge.js';
import type { Model } from './model.js';
import { readingsOf, type Relation } from './relations.js';
import { bitsOf, type Weights } from './weights.js';

const format = 'liandong-matching-model/1';

/** The model as JSON; the same model gives the same bytes. */
export const writeModel = (model: Model): string => stableJson(model);

/** Reads a model from JSON and checks it against its own schema. @throws WrongDocument with the place and what is wanted there */
export function readModel(text: string): Model {
  const document = objectAt(parseJson(text), '');
  onlyKeys(document, ['format', 'schema', 'trainedOn', 'knowledge', 'weights'], '');
  if (document['format'] !== format) throw new WrongDocument('format', `"${format}" is wanted, and it is ${JSON.stringify(document['format'])}`);
  const schema = within('schema', () => checkSchema(document['schema']));
  const trainedOn = objectAt(document['trainedOn'], 'trainedOn');
  const model: Model = {
    format,
    schema,
    trainedOn: { a: numberAt(trainedOn['a'], 'trainedOn.a', 0, 1e9), b: numberAt(trainedOn['b'], 'trainedOn.b', 0, 1e9) },
    knowledge: checkKnowledge(objectAt(document['knowledge'], 'knowledge')),
    weights: checkWeights(objectAt(document['weights'], 'weights')),
  };
  checkShape(model);
  return model;
}

function within<Value>(place: string, check: () => Value): Value {
  try {
    return check();
  } catch (error) {
    if (error instanceof WrongDocument) throw new WrongDocument(error.place ? `${place}.${error.place}` : place, error.problem);
    throw error;
  }
}

function recordAt<Value>(value: unknown, place: string, check: (each: unknown, place: string) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(objectAt(value, place)).map(([key, each]) => [key, check(each, `${place}.${key}`)]));
}

function countsAt(value: unknown, place: string): Counts {
  const counts = objectAt(value, place);
  const of = new Map<string, number>();
  for (const [term, count] of Object.entries(objectAt(counts['of'], `${place}.of`))) of.set(term, numberAt(count, `${place}.of.${term}`, 0, 1e12));
  return { total: numberAt(counts['total'], `${place}.total`, 0, 1e12), of };
}

function translationAt(value: unknown, place: string): Translation {
  const translation = objectAt(value, place);
  const [a, b] = [textsAt(translation['a'], `${place}.a`), textsAt(translation['b'], `${place}.b`)];
  const alone = numbersAt(translation['alone'], `${place}.alone`, 0, 1);
  if (alone.length !== b.length) throw new WrongDocument(`${place}.alone`, `${b.length} numbers are wanted, one for each token of b`);
  const given = listAt(translation['given'], `${place}.given`).map((each, n): [number, number, number] => {
    const [row, column, probability] = numbersAt(each, `${place}.given[${n}]`, 0);
    if (row === undefined || column === undefined || probability === undefined || row >= a.length || column >= b.length)
      throw new WrongDocument(`${place}.given[${n}]`, 'a token of a, a token of b and a probability are wanted');
    return [row, column, probability];
  });
  return { a, b, alone, given, edges: numbersAt(translation['edges'], `${place}.edges`) };
}

function checkKnowledge(value: Record<string, unknown>): Knowledge {
  const at = (name: string) => `knowledge.${name}`;
  onlyKeys(value, ['places', 'countyOfTown', 'directory', 'frequencies', 'tokens', 'sums', 'pairs', 'translations'], 'knowledge');
  return {
    places: recordAt(value['places'], at('places'), (each, place) => numberAt(each, place, 1, 5)),
    countyOfTown: recordAt(value['countyOfTown'], at('countyOfTown'), textAt),
    directory: recordAt(value['directory'], at('directory'), textAt),
    frequencies: recordAt(value['frequencies'], at('frequencies'), countsAt),
    tokens: recordAt(value['tokens'], at('tokens'), countsAt),
    sums: numbersAt(value['sums'], at('sums')),
    pairs: recordAt(value['pairs'], at('pairs'), (each, place) => recordAt(each, place, (bits, there) => numberAt(bits, there))),
    translations: recordAt(value['translations'], at('translations'), translationAt),
  };
}

function checkWeights(value: Record<string, unknown>): Weights {
  onlyKeys(value, ['unrelated', 'readings'], 'weights');
  return {
    unrelated: listAt(value['unrelated'], 'weights.unrelated').map((each, n) => numbersAt(each, `weights.unrelated[${n}]`, 0, 1)),
    readings: listAt(value['readings'], 'weights.readings').map((each, n) => {
      const place = `weights.readings[${n}]`;
      const reading = objectAt(each, place);
      return {
        relation: textAt(reading['relation'], `${place}.relation`) as Relation,
        prior: numberAt(reading['prior'], `${place}.prior`, 0, 1),
        given: listAt(reading['given'], `${place}.given`).map((shares, field) =>
          shares === null ? null : numbersAt(shares, `${place}.given[${field}]`, 0, 1),
        ),
      };
    }),
  };
}

/** The weights have to have a share for each level of each field of the schema. */
function checkShape({ schema, weights, knowledge }: Model): void {
  const sizes = schema.fields.map((field) => kindOf(field, knowledge).levels.length);
  const fits = (shares: readonly unknown[][], place: string) => {
    if (shares.length !== sizes.length) throw new WrongDocument(place, `${sizes.length} fields are wanted, and there are ${shares.length}`);
    shares.forEach((each, field) => {
      if (each.length !== sizes[field])
        throw new WrongDocument(`${place}[${field}]`, `${sizes[field]} levels are wanted for "${schema.fields[field]!.name}", and there are ${each.length}`);
    });
  };
  fits(weights.unrelated, 'weights.unrelated');
  const relations = readingsOf(schema).map(({ relation }) => relation);
  if (weights.readings.map(({ relation }) => relation).join() !== relations.join())
    throw new WrongDocument('weights.readings', `the readings ${relations.join(', ')} are wanted in this order`);
  weights.readings.forEach(({ given }, n) =>
    fits(
      given.map((each, field) => each ?? weights.unrelated[field] ?? []),
      `weights.readings[${n}].given`,
    ),
  );
}

/** Where two models weigh the same level differently. */
export interface Difference {
  relation: Relation;
  field: string;
  level: string;
  /** Bits by the one and by the other. */
  bits: [number, number];
}

/** Compares two models of one schema level by level; the largest differences come first. @throws Error where the schemas differ */
export function compareModels(one: Model, other: Model): Difference[] {
  if (stableJson(one.schema) !== stableJson(other.schema)) throw new Error('The models are of different schemas.');
  const [left, right] = [bitsOf(one.weights), bitsOf(other.weights)];
  const found = left.flatMap(({ relation, of }, reading) =>
    one.schema.fields.flatMap((field, place) =>
      kindOf(field, one.knowledge).levels.map(({ name }, level): Difference => ({
        relation,
        field: field.name,
        level: name,
        bits: [of[place]![level]!, right[reading]!.of[place]![level]!],
      })),
    ),
  );
  const size = ({ bits: [first, second] }: Difference) => Math.abs(first - second);
  return found.filter((each) => size(each) > 1e-9).sort((first, second) => size(second) - size(first));
}
