import { once } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { createServer, request as secureRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Pem } from './certificates.ts';

export interface TlsFront {
  port: number;
  /** Method and path of each request. */
  asked: string[];
  stop(): void;
}

/** An HTTPS server that forwards every request and WebSocket to another server, with that server's name. */
export async function startTlsFront(options: {
  host: string;
  pem: Pem;
  /** The `host:port` to connect to, the server's name, and its CA if it speaks HTTPS. */
  upstream: { host: string; port: number; name: string; ca?: string };
  /** Taken from paths that begin with it, as gateways for many clusters do. */
  prefix?: string;
}): Promise<TlsFront> {
  const { host, pem, upstream, prefix = '' } = options;
  const asked: string[] = [];
  const request = upstream.ca === undefined ? plainRequest : secureRequest;
  const passedOn = ({ method = 'GET', url = '/', headers }: IncomingMessage): RequestOptions => {
    asked.push(`${method} ${url}`);
    const path = url.startsWith(prefix) ? url.slice(prefix.length) : url;
    const { host: address, port, name, ca } = upstream;
    return { host: address, port, path, method, headers: { ...headers, host: name }, ...(ca && { ca }) };
  };
  const server = createServer({ key: pem.key, cert: pem.certificate }, (incoming, outgoing) => {
    const next = request(passedOn(incoming), (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    next.on('error', () => outgoing.destroy());
    outgoing.on('close', () => next.destroy());
    incoming.pipe(next);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    const next = request(passedOn(incoming));
    next.on('error', () => socket.destroy());
    next.on('upgrade', (answer: IncomingMessage, upper: Duplex, head: Buffer) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`);
      socket.write(head);
      upper.pipe(socket).pipe(upper);
      upper.on('error', () => socket.destroy());
      socket.on('error', () => upper.destroy());
    });
    next.on('response', () => socket.destroy());
    next.end();
  });
  server.listen(0, host);
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
