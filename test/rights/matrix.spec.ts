import { expect, it } from '@jest/globals';
import { seeded } from '../faults/seeded.js';
import { permissionsOf, rights } from '../../apps/api/src/rights/rights.js';
import { everyRole, expectedRoutes, expectedTold, isOpen } from './expected.js';
import { everyFlip } from './flips.js';
import { differences, matrix, printed } from './matrix.js';
import { allRoutes } from './routes.js';

// Pure: the whole policy module against what people expect of it, which stands in routes.txt and told.txt beside this file.

it('is expected of every route, and of no other', () => {
  expect(expectedRoutes.map(({ name }) => name).sort()).toEqual(allRoutes().map(({ route }) => route).sort()); // oxfmt-ignore
  const open = (names: { name: string }[]) => names.map(({ name }) => name).sort();
  expect(open(expectedRoutes.filter(isOpen))).toEqual(open(allRoutes().filter((route) => route.open).map(({ route }) => ({ name: route })))); // oxfmt-ignore
});

it('covers every right, and every role that there is', () => {
  const permissions = new Set([...allRoutes().map(({ permission }) => permission), ...expectedTold.map(({ name }) => name)]);
  expect(Object.keys(rights).filter((permission) => !permissions.has(permission))).toEqual([]);
  expect(new Set(Object.values(rights).flatMap(({ roles }) => [...roles]))).toEqual(new Set(everyRole));
});

it('says in every cell what is expected', () => {
  expect(differences()).toEqual([]);
  expect(matrix().length).toBeGreaterThan(2000);
});

it('notices each of a hundred rules that are turned round at random, and all others too', () => {
  const flips = everyFlip();
  const random = seeded(320_300);
  const hundred = Array.from({ length: 100 }, () => flips[Math.floor(random() * flips.length)]!);
  expect(hundred.filter((flip) => differences(flip.rights).length === 0).map(({ words }) => words)).toEqual([]);
  expect(flips.filter((flip) => differences(flip.rights, flip.permission).length === 0).map(({ words }) => words)).toEqual([]);
});

it('leaves to who has no role what is about themselves, and nothing else', () => {
  expect(permissionsOf([])).toEqual(['self.read', 'self.change', 'events.read']);
});

it('is printed for people, as they have last read it', () => {
  expect(printed()).toMatchSnapshot();
});
