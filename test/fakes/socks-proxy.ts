import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface SocksProxy {
  url: string;
  /** `host:port` of each requested connection. */
  asked: string[];
  stop(): void;
}

const VERSION = 5;

/** A SOCKS5 proxy (RFC 1928, 1929). @param hosts addresses of names that only the proxy can resolve */
export async function startSocksProxy({
  login,
  hosts = {},
}: { login?: string; hosts?: Readonly<Record<string, string>> } = {}): Promise<SocksProxy> {
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket).catch(() => socket.destroy());
  });

  async function serve(socket: Socket): Promise<void> {
    const take = reader(socket);
    const [, methods = 0] = await take(2);
    await take(methods);
    socket.write(Buffer.of(VERSION, login === undefined ? 0 : 2));
    if (login !== undefined) {
      const user = await take((await take(2))[1] ?? 0);
      const password = await take((await take(1))[0] ?? 0);
      const isRight = `${user.toString()}:${password.toString()}` === login;
      socket.write(Buffer.of(1, isRight ? 0 : 1));
      if (!isRight) return void socket.end();
    }
    const type = (await take(4))[3];
    const name = type === 1 ? (await take(4)).join('.') : (await take((await take(1))[0] ?? 0)).toString();
    const port = (await take(2)).readUInt16BE();
    asked.push(`${name}:${port}`);
    const upstream = connect(port, hosts[name] ?? name);
    upstream.on('error', () => socket.end(Buffer.of(VERSION, 5, 0, 1, 0, 0, 0, 0, 0, 0)));
    await once(upstream, 'connect');
    socket.write(Buffer.of(VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    socket.pipe(upstream).pipe(socket);
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo;
  return { url: `socks5://127.0.0.1:${port}`, asked, stop: () => server.close() };
}

/** Reads so many bytes, when they have arrived. */
function reader(socket: Socket): (length: number) => Promise<Buffer> {
  return async (length) => {
    if (length === 0) return Buffer.alloc(0);
    for (;;) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a socket without an encoding reads buffers
      const bytes = socket.read(length) as Buffer | null;
      if (bytes !== null) return bytes;
      await once(socket, 'readable');
    }
  };
}
