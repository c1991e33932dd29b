import type { Agent } from 'node:http';

/** TLS options of the connections to the API server. */
export interface TlsOptions {
  ca?: Buffer | string;
  cert?: Buffer | string;
  key?: Buffer | string;
  passphrase?: string;
  pfx?: Buffer | string;
  rejectUnauthorized?: boolean;
  servername?: string;
}

/** Authenticates the next request. */
export interface Credentials {
  /** `Authorization` and impersonation. */
  headers: Record<string, string>;
  tls: TlsOptions;
  /** Connects through the proxy. Only for WebSockets, which use Node's own http client. */
  agent: Agent | undefined;
}

/** An API server, and the credentials for it. */
export interface Cluster {
  /** `https://host[:port][/path]`, without a trailing slash. */
  readonly server: string;
  readonly proxyUrl: string | undefined;
  /** Name of the kubeconfig's context. */
  readonly context: string;
  /** Namespace of the context, if it names one. */
  readonly namespace: string | undefined;
  /** SHA-256 of the CA certificates, hex; empty when the system's CAs are used. Identifies the cluster. */
  readonly caSha256: string;
  /**
   * Headers and TLS for the next request. `fresh` discards cached tokens first, because the server refused them.
   * @throws ActionError `bad-kubeconfig` when a credential plugin is missing, `cluster-auth` when it fails
   */
  authenticate(options?: { fresh?: boolean }): Promise<Credentials>;
}
