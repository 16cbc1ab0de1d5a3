import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Two ends of one connection, and whether the network still knows of it. */
interface Pair {
  ends: [Socket, Socket?];
  forgotten: boolean;
}

/** A stretch of network before a server. It refuses nothing and closes nothing by itself: it can stall, and it can forget the connections that it carries, as a firewall does. */
export class Network {
  private readonly pairs = new Set<Pair>();
  private stalled = false;

  private constructor(
    private readonly server: Server,
    private readonly target: { host: string; port: number },
  ) {
    server.on('connection', (socket) => this.carry(socket));
  }

  /** @param address `host:port` of the server behind it */
  static async before(address: string): Promise<Network> {
    const { hostname: host, port } = new URL(`tcp://${address}`);
    const server = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Network(server, { host, port: Number(port) });
  }

  /** `host:port` where it is entered. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The ports from which the server behind it is reached at the moment. */
  get ports(): number[] {
    return [...this.pairs].flatMap(({ ends }) => ends[1]?.localPort ?? []);
  }

  /** From now on nothing passes, in either direction: no byte, no connection, no close. */
  stall(): void {
    this.stalled = true;
    for (const { ends } of this.pairs) for (const end of ends) end?.pause();
  }

  /** All that was held back passes, and everything from now on; what is forgotten stays so. */
  flow(): void {
    this.stalled = false;
    for (const pair of this.pairs) this.goOn(pair);
  }

  /** Carries nothing more of the connections that there are, and tells neither side. New ones pass. */
  forget(): void {
    for (const pair of this.pairs) {
      pair.forgotten = true;
      for (const end of pair.ends) end?.pause();
    }
  }

  close(): void {
    this.server.close();
    for (const { ends } of this.pairs) for (const end of ends) end?.destroy();
  }

  private passes = ({ forgotten }: Pair): boolean => !this.stalled && !forgotten;

  private carry(near: Socket): void {
    const pair: Pair = { ends: [near], forgotten: false };
    this.pairs.add(pair);
    near.on('error', () => undefined);
    near.on('close', () => this.goOn(pair));
    this.goOn(pair);
  }

  /** Makes the connection where there is none yet, hands on what waits, and that one side has closed. */
  private goOn(pair: Pair): void {
    if (!this.passes(pair)) return;
    const [near, far] = pair.ends;
    if (!far && !near.destroyed) this.open(pair);
    else if (near.destroyed || far!.destroyed) {
      for (const end of pair.ends) end?.destroy();
      this.pairs.delete(pair);
    } else for (const end of pair.ends) end!.resume();
  }

  private open(pair: Pair): void {
    const near = pair.ends[0];
    const far = connect({ ...this.target, noDelay: true, allowHalfOpen: true });
    pair.ends[1] = far;
    far.on('error', () => undefined);
    far.on('close', () => this.goOn(pair));
    this.hand(pair, near, far);
    this.hand(pair, far, near);
    near.resume();
  }

  private hand(pair: Pair, from: Socket, to: Socket): void {
    from.on('data', (bytes: Buffer) => {
      if (!to.write(bytes)) from.pause();
    });
    to.on('drain', () => this.passes(pair) && from.resume());
    from.on('end', () => to.end());
  }
}
