import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';

export interface ConnectProxy {
  url: string;
  /** `host:port` of each requested tunnel. */
  asked: string[];
  stop(): void;
}

export interface ProxyOptions {
  /** Its address. */
  host?: string;
  /** The `user:password` it requires. */
  login?: string;
  /** Addresses of names that only the proxy can resolve. */
  hosts?: Readonly<Record<string, string>>;
  /** 0 for any free one. */
  port?: number;
}

/** An HTTP proxy for tunnels. @param refuseWith the status to answer CONNECT with instead */
export async function startProxy(
  refuseWith?: number,
  { host = '127.0.0.1', login, hosts = {}, port: ownPort = 0 }: ProxyOptions = {},
): Promise<ConnectProxy> {
  const asked: string[] = [];
  const wanted = login === undefined ? undefined : `Basic ${Buffer.from(login).toString('base64')}`;
  const proxy = createServer().listen(ownPort, host);
  proxy.on('connect', (request, socket, head) => {
    const target = request.url ?? '';
    asked.push(target);
    const refusal =
      wanted === undefined || request.headers['proxy-authorization'] === wanted ? refuseWith : 407;
    if (refusal !== undefined) {
      socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`https://${target}`);
    const upstream = connect(Number(port), hosts[hostname] ?? hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return { url: `http://${host}:${address.port}`, asked, stop: () => proxy.close() };
}
