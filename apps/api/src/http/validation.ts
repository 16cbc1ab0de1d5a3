import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { Words } from '#domain/language';
import { type FieldError, Problem } from './problem.js';

/** What a rule's failure means for the person who filled in the field. */
const messages: Record<string, (limit: string) => Words> = {
  isNotEmpty: () => ({ zh: '请填写此项。', en: 'Please fill this in.' }),
  isDefined: () => ({ zh: '请填写此项。', en: 'Please fill this in.' }),
  isString: () => ({ zh: '应为文字。', en: 'This has to be text.' }),
  isUuid: () => ({ zh: '请从列表中选择。', en: 'Choose from the list.' }),
  isIn: () => ({ zh: '不是可选的值。', en: 'This is not one of the choices.' }),
  isEnum: () => ({ zh: '不是可选的值。', en: 'This is not one of the choices.' }),
  isBoolean: () => ({ zh: '应为是或否。', en: 'This has to be yes or no.' }),
  isInt: () => ({ zh: '应为整数。', en: 'This has to be a whole number.' }),
  isArray: () => ({ zh: '应为列表。', en: 'This has to be a list.' }),
  isObject: () => ({ zh: '格式不正确。', en: 'The format is not right.' }),
  isISO8601: () => ({ zh: '应为日期。', en: 'This has to be a date.' }),
  matches: () => ({ zh: '格式不正确。', en: 'The format is not right.' }),
  maxLength: (limit) => ({ zh: `最多 ${limit} 个字符。`, en: `At most ${limit} characters.` }),
  minLength: (limit) => ({ zh: `至少 ${limit} 个字符。`, en: `At least ${limit} characters.` }),
  arrayMaxSize: (limit) => ({ zh: `最多 ${limit} 项。`, en: `At most ${limit} items.` }),
  max: (limit) => ({ zh: `不能大于 ${limit}。`, en: `Not more than ${limit}.` }),
  min: (limit) => ({ zh: `不能小于 ${limit}。`, en: `Not less than ${limit}.` }),
  whitelistValidation: () => ({ zh: '没有这一项。', en: 'There is no such field.' }),
};

/** What could be the name of a field. Whatever else was sent in its place is not repeated. */
const nameable = /^\w{1,40}$/;

/** The first error of each field, deep ones by their path: `subjects.0.name`. The value itself is never repeated. */
export function fieldErrors(errors: ValidationError[], path = ''): FieldError[] {
  return errors.flatMap(({ property, constraints, children }) => {
    const name = nameable.test(property) ? property : '?';
    const field = path ? `${path}.${name}` : name;
    const [rule, text] = Object.entries(constraints ?? {})[0] ?? [];
    const own = rule ? [{ field, code: rule, message: (messages[rule] ?? messages.matches!)(/\d+/.exec(text ?? '')?.[0] ?? '') }] : [];
    return [...own, ...fieldErrors(children ?? [], field)];
  });
}

/** Turns what arrives into its class and refuses what the class does not name. */
export const validation = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => new Problem('invalid', { errors: fieldErrors(errors) }),
});

/** One field that is wrong for a reason that no decorator knows. */
export const invalidField = (field: string, code: string, message: Words): Problem => new Problem('invalid', { errors: [{ field, code, message }] });
