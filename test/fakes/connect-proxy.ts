import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';

export interface ConnectProxy {
  url: string;
  /** `host:port` of each tunnel that was asked for. */
  asked: string[];
  stop(): void;
}

/** An HTTP proxy that makes tunnels. @param refuseWith answers CONNECT with this status instead */
export async function startProxy(refuseWith?: number): Promise<ConnectProxy> {
  const asked: string[] = [];
  const proxy = createServer().listen(0, '127.0.0.1');
  proxy.on('connect', (request, socket, head) => {
    const target = request.url ?? '';
    asked.push(target);
    if (refuseWith !== undefined) {
      socket.end(`HTTP/1.1 ${refuseWith} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`https://${target}`);
    const upstream = connect(Number(port), hostname, () => {
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
  return { url: `http://127.0.0.1:${address.port}`, asked, stop: () => proxy.close() };
}
