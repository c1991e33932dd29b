import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import type { TlsOptions } from './cluster.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** Sockets to one server, kept open between requests. */
export interface Connections {
  /** The pool for these TLS options; another client certificate gets a new pool. */
  dispatcher(tls: TlsOptions): Dispatcher;
  /** Ends every connection. */
  destroy(): Promise<void>;
}

/** @param proxyUrl of the proxy to go through, if any */
export function connections(proxyUrl: string | undefined): Connections {
  let pool: { tls: TlsOptions; dispatcher: Dispatcher } | undefined;
  return {
    dispatcher(tls) {
      if (pool && sameTls(pool.tls, tls)) return pool.dispatcher;
      // A plugin issued a new client certificate. Running requests finish on the old connections.
      void pool?.dispatcher.close();
      pool = { tls, dispatcher: newDispatcher(proxyUrl, tls) };
      return pool.dispatcher;
    },
    async destroy() {
      await pool?.dispatcher.destroy();
    },
  };
}

function newDispatcher(proxyUrl: string | undefined, tls: TlsOptions): Dispatcher {
  const options = {
    // One stream per connection, so that a stalled log delays nothing else.
    allowH2: false,
    // With undici's default of 4 s, a poll every 5 s would open a new connection each time.
    keepAliveTimeout: 60_000,
    bodyTimeout: 0,
  };
  const connectOptions = { timeout: CONNECT_TIMEOUT_MS, keepAlive: true, keepAliveInitialDelay: 30_000 };
  if (proxyUrl === undefined) return new Agent({ ...options, connect: { ...connectOptions, ...tls } });
  return new ProxyAgent({ ...options, connect: connectOptions, uri: proxyUrl, requestTls: tls });
}

const tlsFields = ['ca', 'cert', 'key', 'pfx', 'passphrase', 'servername', 'rejectUnauthorized'] as const;

/** Whether a connection made with one of these serves the other, too. */
export function sameTls(a: TlsOptions, b: TlsOptions): boolean {
  return tlsFields.every((field) => String(a[field]) === String(b[field]));
}
