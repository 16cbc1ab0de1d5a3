import 'reflect-metadata';
import { type DynamicModule, RequestMethod, type Type } from '@nestjs/common';
import { MODULE_METADATA, PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { Env } from '#config/env';
import type { Database } from '#database/database';
import { AppModule } from '../../apps/api/src/app.module.js';
import { openToAll, requires } from '../../apps/api/src/http/requires.js';

type Module = Type | DynamicModule;
type Controller = Type<Record<string, unknown>>;

/** A route of the interface, with what the guard reads of it. */
export interface Route {
  /** `GET /api/tasks/:id` */
  route: string;
  permission?: string;
  open: boolean;
}

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

/** The routes of a controller: the handler's word goes before its class's. */
function routesOf(controller: Controller): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => prototype[name]!)
    .filter((handler) => read(METHOD_METADATA, handler) !== undefined)
    .map((handler) => {
      const path = [read(PATH_METADATA, controller), read(PATH_METADATA, handler)].filter((part) => part && part !== '/').join('/');
      const said = (key: string) => read(key, handler) ?? read(key, controller);
      return {
        route: `${RequestMethod[read(METHOD_METADATA, handler) as number]} /api/${path}`,
        permission: said(requires) as string | undefined,
        open: said(openToAll) === true,
      };
    });
}

/** All routes that the product has, as its modules declare them. */
export const allRoutes = (): Route[] => controllersOf(AppModule.of(new Env(), { url: '', program: 'routes' }, {} as Database)).flatMap(routesOf);
