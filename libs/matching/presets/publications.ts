import type { Schema } from '../schema.js';

/** Publications with title, authors, venue and year. */
export const publications: Schema = {
  format: 'liandong-matching-schema/1',
  name: 'publications',
  id: ['id'],
  fields: [
    { name: 'title', label: { zh: '题名', en: 'the title' }, kind: 'text', columns: { column: ['title'] } },
    { name: 'authors', label: { zh: '作者', en: 'the authors' }, kind: 'people', columns: { column: ['authors', 'author'] } },
    { name: 'venue', label: { zh: '出处', en: 'the venue' }, kind: 'category', columns: { column: ['venue', 'journal'] } },
    { name: 'year', label: { zh: '年份', en: 'the year' }, kind: 'number', columns: { column: ['year'] } },
  ],
  candidates: [['title.value'], ['title.words'], ['authors.each', 'year.value'], ['authors.all']],
  anchors: [
    { keys: ['title.value'], trains: ['authors', 'venue', 'year'] },
    { keys: ['authors.all', 'year.value'], trains: ['title', 'venue'] },
  ],
  expected: 0.5,
};
