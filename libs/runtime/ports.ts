import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeJson } from './files.js';

/** Below what systems hand out to outgoing connections, so that nobody takes the port of a server that is being restarted. */
const lowest = 15_000;
const highest = 32_000;
/** More than one program asks for. */
const apart = 32;

/** Where this program looks next. Each begins at a place of its own: of two that start at the same moment, neither may find what the other is about to take. */
let next = lowest + ((process.pid * 31) % Math.floor((highest - lowest) / apart)) * apart;

/** Whether a server could listen there at this moment. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .once('listening', () => server.close(() => resolve(true)));
    server.listen({ port, host, exclusive: true });
  });
}

/** As many different free ports of this machine as are asked for. */
export async function freePorts(count: number): Promise<number[]> {
  const found = new Set<number>();
  while (found.size < count) {
    const port = next;
    next = port + 1 < highest ? port + 1 : lowest;
    if (await isFree(port)) found.add(port);
  }
  return [...found];
}

/** Ports by name; those of the last time where they are all still free, so that addresses which someone has noted stay good. */
export async function rememberedPorts<Name extends string>(data: string, file: string, names: readonly Name[]): Promise<Record<Name, number>> {
  const path = join(data, file);
  const last = readJson<Record<Name, number>>(path);
  if (last && names.every((name) => last[name]) && (await Promise.all(names.map((name) => isFree(last[name])))).every(Boolean)) return last;
  const ports = await freePorts(names.length);
  const chosen = Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
  writeJson(path, chosen);
  return chosen;
}

/** The first free port from `first` on. */
export async function firstFree(first: number, host: string): Promise<number> {
  for (let port = first; port < first + 100; port++) if (await isFree(port, host)) return port;
  return (await freePorts(1))[0]!;
}
