import type { Socket, createConnection } from 'node:net';
import { callbackify } from 'node:util';
import { Agent, ProxyAgent, buildConnector } from 'undici';
import type { Dispatcher } from 'undici';
import type { TlsOptions } from './cluster.ts';
import { CONNECT_TIMEOUT_MS, openTunnel } from './tunnel.ts';

type Connector = buildConnector.connector;

/** Connections to one server. */
export interface Connections {
  /** Sockets that are kept open between requests. Another client certificate gets new ones. */
  dispatcher(tls: TlsOptions): Dispatcher;
  /** Opens a socket of its own, for a WebSocket: the option `createConnection` of ws. */
  opener(tls: TlsOptions): typeof createConnection;
  /** Ends every connection of the dispatcher. */
  destroy(): Promise<void>;
}

/** @param proxyUrl of the proxy to go through, if any */
export function connections(server: URL, proxyUrl: string | undefined): Connections {
  let pool: { tls: TlsOptions; connector: Connector; dispatcher: Dispatcher } | undefined;
  const poolFor = (tls: TlsOptions): NonNullable<typeof pool> => {
    if (pool?.tls === tls) return pool;
    // A plugin issued a new client certificate. Running requests finish on the old connections.
    void pool?.dispatcher.close();
    const connector = newConnector(proxyUrl, tls);
    pool = { tls, connector, dispatcher: newDispatcher(server, proxyUrl, connector) };
    return pool;
  };
  return {
    dispatcher: (tls) => poolFor(tls).dispatcher,
    opener(tls) {
      const { protocol, host, port } = server;
      const hostname = server.hostname.replace(/^\[|\]$/g, '');
      const open = (_: unknown, callback: buildConnector.Callback): void =>
        poolFor(tls).connector({ protocol, host, hostname, port }, callback);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Node calls it with a callback, which ws's type lacks
      return open as unknown as typeof createConnection;
    },
    async destroy() {
      await pool?.dispatcher.destroy();
    },
  };
}

function newConnector(proxyUrl: string | undefined, tls: TlsOptions): Connector {
  const direct = buildConnector({
    ...tls,
    // One stream per connection, so that a stalled log delays nothing else.
    allowH2: false,
    timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelay: 30_000,
  });
  if (proxyUrl === undefined) return direct;
  const proxy = new URL(proxyUrl);
  const throughProxy = async (options: buildConnector.Options): Promise<Socket> => {
    const isEncrypted = options.protocol === 'https:';
    const port = Number(options.port) || (isEncrypted ? 443 : 80);
    const httpSocket = await openTunnel(proxy, { host: options.hostname, port });
    if (!isEncrypted) return httpSocket;
    const { promise, resolve, reject } = Promise.withResolvers<Socket>();
    direct({ ...options, httpSocket }, (error, socket) => {
      if (error) reject(error);
      else resolve(socket);
    });
    return await promise;
  };
  const connect = callbackify(throughProxy);
  return (options, callback) =>
    connect(options, (error, socket) => {
      // Node's types say that there always is an error.
      if ((error as Error | null) === null) callback(null, socket);
      else callback(error, null);
    });
}

function newDispatcher(server: URL, proxyUrl: string | undefined, connect: Connector): Dispatcher {
  const options = {
    allowH2: false,
    // With undici's default of 4 s, a poll every 5 s would open a new connection each time.
    keepAliveTimeout: 60_000,
    bodyTimeout: 0,
  };
  // What is not encrypted is forwarded by proxies; they open tunnels only for HTTPS.
  if (proxyUrl?.startsWith('http') === true && server.protocol === 'http:')
    return new ProxyAgent({ ...options, connectTimeout: CONNECT_TIMEOUT_MS, uri: proxyUrl });
  return new Agent({ ...options, connect });
}
