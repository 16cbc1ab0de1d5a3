import { describe, expect, it } from '@jest/globals';
import { levelOf, mayStandUnder, type OrganizationKind, organizationKinds } from './organizations.js';

const kinds = Object.keys(organizationKinds) as OrganizationKind[];
const areas: OrganizationKind[] = ['city', 'county', 'zone'];

describe('the tree of organisations', () => {
  it('begins with an area', () => expect(kinds.filter((kind) => mayStandUnder(kind, undefined))).toEqual(areas));

  it('has counties and zones right under the city alone', () => {
    for (const kind of ['county', 'zone'] as const) expect(kinds.filter((above) => mayStandUnder(kind, above))).toEqual(['city']);
    expect(kinds.filter((above) => mayStandUnder('city', above))).toEqual([]);
  });

  it('has units in areas and under units, and bodies anywhere but there', () => {
    expect(kinds.filter((above) => mayStandUnder('unit', above))).toEqual([...areas, 'unit']);
    expect(kinds.filter((above) => !mayStandUnder('review-task-force', above))).toEqual(['unit']);
  });

  it('has each kind at its levels', () => {
    expect(levelOf('city', 'city')).toBe('city');
    expect(levelOf('zone', 'city')).toBe('county');
    expect(levelOf('unit', 'county')).toBe('unit');
    expect(levelOf('review-task-force', 'county')).toBe('county');
    expect(levelOf('city-leader', 'county')).toBeUndefined();
  });
});
