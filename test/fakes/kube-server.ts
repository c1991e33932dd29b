import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { clock } from '../../src/base/clock.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import type { Log } from '../../src/base/ports.ts';
import { connect } from '../../src/kube/client.ts';
import type { Kube } from '../../src/kube/client.ts';
import { makeCertificates } from './certificates.ts';
import type { Certificates } from './certificates.ts';

interface Refusal {
  status: number;
  body: string;
}

export interface KubeServer {
  /** `https://127.0.0.1:<port>` */
  url: string;
  port: number;
  certificates: Certificates;
  /** TCP connections accepted so far. */
  connections: number;
  /** `GET /path?query` of each request. */
  requests: string[];
  /** Answers requests; each test replaces it. */
  handle: (request: IncomingMessage, response: ServerResponse, body: Buffer) => void;
  /** Handles WebSockets; undefined leaves the handshake unanswered. */
  speak: ((socket: WebSocket, request: IncomingMessage, raw: Socket) => void) | undefined;
  protocols: (offered: Set<string>) => string | false;
  /** The response that refuses WebSockets. */
  refuse: Refusal | ((request: IncomingMessage) => Refusal | undefined) | undefined;
  /** Closes every connection; the server keeps running. */
  cut(): void;
  stop(): Promise<void>;
}

/** Stands in for an API server, with responses from the test. HTTPS with its own CA. */
export async function startKubeServer(
  options: { port?: number; certificates?: Certificates } = {},
): Promise<KubeServer> {
  const certificates = options.certificates ?? makeCertificates();
  const sockets = new Set<Socket>();
  const server = createServer({
    cert: certificates.server.certificate,
    key: certificates.server.key,
    ca: certificates.ca.certificate,
    requestCert: true,
    rejectUnauthorized: false,
    keepAliveTimeout: 60_000,
  });
  const webSockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => kube.protocols(offered),
  });
  server.on('connection', (socket: Socket) => {
    kube.connections++;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('request', (request, response) => {
    const chunks: Buffer[] = [];
    request.on('error', () => undefined);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      kube.requests.push(`${request.method} ${request.url}`);
      kube.handle(request, response, Buffer.concat(chunks));
    });
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    kube.requests.push(`UPGRADE ${request.url}`);
    const refusal = typeof kube.refuse === 'function' ? kube.refuse(request) : kube.refuse;
    if (refusal !== undefined) {
      const { status, body } = refusal;
      const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`;
      socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}\r\n\r\n${body}`);
      return;
    }
    if (kube.speak === undefined) return;
    // The first messages are sent together with the handshake, as can happen with a fast command.
    socket.cork();
    process.nextTick(() => socket.uncork());
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', () => undefined);
      kube.speak?.(webSocket, request, socket);
    });
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const kube: KubeServer = {
    url: `https://127.0.0.1:${address.port}`,
    port: address.port,
    certificates,
    connections: 0,
    requests: [],
    handle: (_request, response) => answer(response, 200, {}),
    speak: undefined,
    protocols: (offered) => [...offered][0] ?? false,
    refuse: undefined,
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async stop() {
      kube.cut();
      webSockets.close();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return kube;
}

export function answer(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

/** A Kubernetes `Status` of a failure. */
export function failure(code: number, reason: string, message: string, details?: object): object {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message, details };
}

export interface ConnectOptions {
  cluster?: object;
  user?: object;
  env?: Record<string, string>;
  log?: Partial<Log>;
  mask?: (secret: string) => void;
}

/** A kubeconfig whose only context is this server. */
export function kubeconfigFor(
  server: KubeServer,
  { cluster, user = { token: 'token-of-the-test' } }: Pick<ConnectOptions, 'cluster' | 'user'> = {},
): string {
  const authority = Buffer.from(server.certificates.ca.certificate).toString('base64');
  return JSON.stringify({
    'current-context': 'ctx',
    contexts: [{ name: 'ctx', context: { cluster: 'c', user: 'u' } }],
    clusters: [
      { name: 'c', cluster: { server: server.url, 'certificate-authority-data': authority, ...cluster } },
    ],
    users: [{ name: 'u', user }],
  });
}

/** A client for the server, created from a kubeconfig as in the action. */
export async function connectTo(server: KubeServer, options: ConnectOptions = {}): Promise<Kube> {
  const text = kubeconfigFor(server, options);
  const { env = {}, mask } = options;
  const cluster = await loadKubeconfig([{ text, origin: 'The kubeconfig of the test' }], {
    env,
    clock,
    ...(mask === undefined ? {} : { mask }),
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a test names what it looks at
  const log = { info: () => undefined, debug: () => undefined, ...options.log } as Log;
  return connect(cluster, { clock, log });
}
