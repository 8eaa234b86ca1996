import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/**
 * What becomes of bytes on the way: carried on; swallowed (a network that drops packets); the connection refused; or cut at
 * the next COMMIT, before the database sees it or after it has answered.
 */
export type Weather = 'fair' | 'black-hole' | 'refused' | 'cut-before-commit' | 'cut-after-commit';

/** Stands between a server and its database, and lets a test spoil the network. */
export class TcpProxy {
  weather: Weather = 'fair';
  /** Milliseconds by which the bytes of either direction are held back. */
  delay = 0;
  /** Connections that were cut at a COMMIT. */
  cuts = 0;
  /** Told of what the server sends on which connection, before it is carried on. */
  noticed: (bytes: Buffer, connection: Socket) => void = () => undefined;
  private readonly pairs = new Set<[Socket, Socket]>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(url: string): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server, new URL(url));
    server.on('connection', (client) => proxy.join(client));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** The database's address by way of this proxy. */
  get url(): string {
    const url = new URL(this.target);
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  /** Resets every connection that is open. */
  cut(): void {
    for (const [client, database] of this.pairs) {
      client.resetAndDestroy();
      database.destroy();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(client: Socket): void {
    client.on('error', () => undefined);
    if (this.weather === 'refused') {
      client.resetAndDestroy();
      return;
    }
    const database = connect(Number(this.target.port), this.target.hostname);
    database.on('error', () => undefined);
    const pair: [Socket, Socket] = [client, database];
    this.pairs.add(pair);
    let isCommitting = false;
    const end = () => {
      this.pairs.delete(pair);
      client.destroy();
      database.destroy();
    };
    client.on('close', end);
    database.on('close', end);
    client.on('data', (bytes) => {
      this.noticed(bytes, client);
      if (isCommit(bytes) && this.weather.startsWith('cut')) {
        if (this.weather === 'cut-before-commit') return this.cutAtCommit(pair);
        isCommitting = true;
      }
      this.carry(bytes, database);
    });
    database.on('data', (bytes) => {
      if (isCommitting) return this.cutAtCommit(pair);
      this.carry(bytes, client);
    });
  }

  /** Once: what follows has fair weather. */
  private cutAtCommit([client, database]: [Socket, Socket]): void {
    this.weather = 'fair';
    this.cuts += 1;
    client.resetAndDestroy();
    database.destroy();
  }

  private carry(bytes: Buffer, to: Socket): void {
    if (this.weather === 'black-hole') return;
    if (this.delay === 0) to.write(bytes);
    else setTimeout(() => to.destroyed || to.write(bytes), this.delay);
  }
}

/** A simple query (`Q`, its length, its text) that is COMMIT and nothing else. */
const isCommit = (bytes: Buffer): boolean =>
  bytes[0] === 0x51 && bytes.toString('latin1', 5, bytes.length - 1) === 'COMMIT';
