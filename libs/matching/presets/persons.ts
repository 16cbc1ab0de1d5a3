import type { Schema } from '../schema.js';

/** Persons with names, address, date of birth and a number. */
export const persons: Schema = {
  format: 'liandong-matching-schema/1',
  name: 'persons',
  id: ['id', 'rec_id', 'person_id'],
  fields: [
    { name: 'given name', label: { zh: '名', en: 'the given name' }, kind: 'name', columns: { column: ['given_name', 'first_name'] } },
    { name: 'surname', label: { zh: '姓', en: 'the surname' }, kind: 'name', columns: { column: ['surname', 'last_name'] } },
    { name: 'street number', label: { zh: '门牌号', en: 'the street number' }, kind: 'code', columns: { column: ['street_number'] } },
    { name: 'street', label: { zh: '街道', en: 'the street' }, kind: 'name', columns: { column: ['address_1', 'street'] } },
    { name: 'address', label: { zh: '地址', en: 'the address' }, kind: 'name', columns: { column: ['address_2'] } },
    { name: 'suburb', label: { zh: '城区', en: 'the suburb' }, kind: 'name', columns: { column: ['suburb', 'city'] } },
    { name: 'postcode', label: { zh: '邮编', en: 'the postcode' }, kind: 'code', columns: { column: ['postcode'] } },
    { name: 'state', label: { zh: '州', en: 'the state' }, kind: 'word', columns: { column: ['state'] } },
    { name: 'date of birth', label: { zh: '出生日期', en: 'the date of birth' }, kind: 'code', columns: { column: ['date_of_birth', 'birth_date'] } },
    { name: 'number', label: { zh: '证件号', en: 'the number' }, kind: 'code', columns: { column: ['soc_sec_id', 'number'] } },
  ],
  candidates: [
    ['number.value'],
    ['date of birth.value', 'surname.start'],
    ['date of birth.value', 'given name.start'],
    ['date of birth.value', 'postcode.value'],
    ['street.value', 'street number.value'],
    ['given name.value', 'surname.value', 'postcode.value'],
    ['surname.value', 'postcode.value', 'street number.value'],
    ['address.value', 'postcode.value'],
    ['street.value', 'given name.value'],
    ['street.start', 'street number.value', 'postcode.value'],
    ['surname.value', 'street number.value', 'street.start'],
  ],
  anchors: [
    { keys: ['number.value'], trains: ['given name', 'surname', 'street number', 'street', 'address', 'suburb', 'postcode', 'state', 'date of birth'] },
    { keys: ['given name.value', 'surname.value', 'postcode.value'], trains: ['number', 'date of birth'] },
  ],
  expected: 0.5,
};
