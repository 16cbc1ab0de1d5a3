import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { MODULE_METADATA, PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { Env } from '#config/env';
import type { Database } from '#database/database';
import { AppModule } from './app.module.js';
import { openToAll, requires } from './http/requires.js';
import { rights } from './rights/rights.js';

type Module = Type | DynamicModule;
type Controller = Type<Record<string, unknown>>;

/** Routes that need no session, and no other. */
const open = ['GET /health', 'POST /password/reset', 'POST /session', 'POST /set-up', 'POST /tokens/look'];

const read = (key: string, of: object): unknown => Reflect.getMetadata(key, of);

/** All controllers that a module brings, its own and those of the modules that it imports. */
function controllersOf(module: Module, seen = new Set<Module>()): Controller[] {
  if (seen.has(module)) return [];
  seen.add(module);
  const dynamic = 'module' in module ? module : undefined;
  const type = dynamic?.module ?? (module as Type);
  const imports = [...(dynamic?.imports ?? []), ...((read(MODULE_METADATA.IMPORTS, type) as Module[] | undefined) ?? [])] as Module[];
  const own = [...(dynamic?.controllers ?? []), ...((read(MODULE_METADATA.CONTROLLERS, type) as Controller[] | undefined) ?? [])] as Controller[];
  return [...own, ...imports.flatMap((one) => controllersOf(one, seen))];
}

interface Route {
  route: string;
  permission?: string;
  open: boolean;
}

/** The routes of a controller, with what the guard reads of each: the handler's word goes before its class's. */
function routesOf(controller: Controller): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name]!)
    .filter((handler) => read(METHOD_METADATA, handler) !== undefined)
    .map((handler) => {
      const path = [read(PATH_METADATA, controller), read(PATH_METADATA, handler)].filter((part) => part && part !== '/').join('/');
      const said = (key: string) => read(key, handler) ?? read(key, controller);
      return {
        route: `${RequestMethod[read(METHOD_METADATA, handler) as number]} /${path}`,
        permission: said(requires) as string | undefined,
        open: said(openToAll) === true,
      };
    });
}

const routes = controllersOf(AppModule.of(new Env(), { url: '', program: 'routes' }, {} as Database)).flatMap(routesOf);

it('are all found', () => {
  expect(routes.length).toBeGreaterThan(40);
  expect(new Set(routes.map(({ route }) => route)).size).toBe(routes.length);
});

it('each name a permission that exists, unless they are meant to be open', () => {
  expect(routes.filter((one) => one.open).map(({ route }) => route).sort()).toEqual(open); // prettier-ignore
  const closed = routes.filter((one) => !one.open);
  expect(closed.filter(({ permission }) => !permission || !(permission in rights))).toEqual([]);
});

it('leave no permission unused that only a route could ask for', () => {
  const asked = new Set(routes.map(({ permission }) => permission));
  const unused = Object.keys(rights).filter((permission) => !asked.has(permission));
  expect(unused).toEqual(['process.content']); // asked within a process, by what projects its timeline and its tasks
});
