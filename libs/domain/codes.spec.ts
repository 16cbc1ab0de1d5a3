import { describe, expect, it } from '@jest/globals';
import { dispositions } from './clue-disposition.js';
import { protections, secrecies, sources, subjectKinds, urgencies } from './clue.js';
import { levels, organizationKinds } from './organizations.js';
import { roles } from './roles.js';

const lists = { dispositions, protections, secrecies, sources, subjectKinds, urgencies, levels, organizationKinds, roles };

describe('the codes', () => {
  it('are those of the public surface', () => {
    expect(Object.keys(urgencies)).toEqual(['normal', 'urgent']);
    expect(Object.keys(secrecies)).toEqual(['internal', 'secret', 'confidential']);
    expect(Object.keys(sources)).toEqual(['visit', 'letter', 'inspection', 'audit', 'linkage']);
    expect(Object.keys(roles)).toHaveLength(11);
  });

  it.each(Object.entries(lists))('%s are named in both languages, each name once', (_, list) => {
    const names = Object.values(list);
    for (const { zh, en } of names) {
      expect(zh).toMatch(/^\p{Script=Han}/u);
      expect(en).toMatch(/^[A-Z]/);
    }
    expect(new Set(names.map(({ zh }) => zh)).size).toBe(names.length);
    expect(new Set(names.map(({ en }) => en)).size).toBe(names.length);
  });
});
