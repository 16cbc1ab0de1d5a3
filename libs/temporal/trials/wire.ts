import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a client and a server that can be cut and mended. */
export interface Wire {
  address: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** @param to `host:port` of the server */
export async function wireTo(to: string): Promise<Wire> {
  const [host, port] = to.split(':') as [string, string];
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end);
      end.on('error', () => other.destroy()).on('close', () => (ends.delete(end), other.destroy()));
      end.pipe(other);
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const { port: near } = server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${near}`,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const end of ends) end.destroy();
      }),
    mend: () => listen(near),
  };
}
