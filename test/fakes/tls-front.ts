import { once } from 'node:events';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as plainRequest } from 'node:http';
import { createServer, request as secureRequest } from 'node:https';
import { pipeline, type Duplex } from 'node:stream';
import type { Pem } from './certificates.ts';

export interface TlsFront {
  port: number;
  /** Method and path of each request. */
  asked: string[];
  /** How many answers and WebSockets came from the other server. */
  passed: number;
  /** What goes wrong with a request; each test replaces it. */
  fault: (asked: string) => FrontFault | undefined;
  stop(): void;
}

/** An answer in place of the other server's, or a WebSocket that is cut at the first word of the other server. */
export type FrontFault = { status: number; headers?: Record<string, string>; body: string } | 'cut';

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
  const front: TlsFront = {
    port: 0,
    asked: [],
    passed: 0,
    fault: () => undefined,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  const request = upstream.ca === undefined ? plainRequest : secureRequest;
  const passedOn = ({ method = 'GET', url = '/', headers }: IncomingMessage): RequestOptions => {
    front.asked.push(`${method} ${url}`);
    const path = url.startsWith(prefix) ? url.slice(prefix.length) : url;
    const { host: address, port, name, ca } = upstream;
    return { host: address, port, path, method, headers: { ...headers, host: name }, ...(ca && { ca }) };
  };
  const server = createServer({ key: pem.key, cert: pem.certificate }, (incoming, outgoing) => {
    const fault = front.fault(`${incoming.method} ${incoming.url}`);
    if (fault !== undefined && fault !== 'cut') {
      outgoing.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      outgoing.end(fault.body);
      return;
    }
    const next = request(passedOn(incoming), (answer) => {
      front.passed += 1;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      // An answer that breaks off breaks off for the client, too.
      pipeline(answer, outgoing, () => undefined);
    });
    next.on('error', () => outgoing.destroy());
    outgoing.on('close', () => next.destroy());
    incoming.pipe(next);
  });
  server.on('upgrade', (incoming: IncomingMessage, socket: Duplex) => {
    const fault = front.fault(`${incoming.method} ${incoming.url}`);
    const next = request(passedOn(incoming));
    next.on('error', () => socket.destroy());
    next.on('upgrade', (answer: IncomingMessage, upper: Duplex, head: Buffer) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headers.join('')}\r\n`);
      socket.on('error', () => upper.destroy());
      if (fault !== undefined) {
        upper.once('data', () => (upper.destroy(), socket.destroy()));
        socket.pipe(upper);
        return;
      }
      front.passed += 1;
      socket.write(head);
      upper.pipe(socket).pipe(upper);
      upper.on('error', () => socket.destroy());
    });
    next.on('response', () => socket.destroy());
    next.end();
  });
  server.listen(0, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  front.port = address.port;
  return front;
}
