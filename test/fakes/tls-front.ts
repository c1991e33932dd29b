import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { Pem } from './certificates.ts';

export interface TlsFront {
  port: number;
  /** Method and path of each request. */
  asked: string[];
  stop(): void;
}

/** An HTTPS server that forwards every request to a plain HTTP server, with that server's name. */
export async function startTlsFront(options: {
  host: string;
  pem: Pem;
  /** The `host:port` to connect to, and the server's name. */
  upstream: { host: string; port: number; name: string };
}): Promise<TlsFront> {
  const { host, pem, upstream } = options;
  const asked: string[] = [];
  const server = createServer({ key: pem.key, cert: pem.certificate }, (incoming, outgoing) => {
    const { method = 'GET', url: path = '/' } = incoming;
    asked.push(`${method} ${path}`);
    const headers = { ...incoming.headers, host: upstream.name };
    const passedOn = request(
      { host: upstream.host, port: upstream.port, path, method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passedOn.on('error', () => outgoing.destroy());
    incoming.pipe(passedOn);
  }).listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    port: address.port,
    asked,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
