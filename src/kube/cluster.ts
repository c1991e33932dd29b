import type { Agent } from 'node:http';

/** TLS of the connection to the API server. */
export interface TlsOptions {
  ca?: Buffer | string;
  cert?: Buffer | string;
  key?: Buffer | string;
  passphrase?: string;
  pfx?: Buffer | string;
  rejectUnauthorized?: boolean;
  servername?: string;
}

/** What the next request is sent with. */
export interface Credentials {
  /** `Authorization` and impersonation. */
  headers: Record<string, string>;
  tls: TlsOptions;
  /** For WebSockets, which are opened through Node's own http client; knows the proxy. */
  agent: Agent | undefined;
}

/** One API server and who we are to it. */
export interface Cluster {
  /** `https://host[:port][/path]`, without a slash at the end. */
  readonly server: string;
  readonly proxyUrl: string | undefined;
  /** Name of the kubeconfig's context, or what stands for it. */
  readonly context: string;
  /** Namespace of the context, if it names one. */
  readonly namespace: string | undefined;
  /** SHA-256 of the CA certificates, hex; empty when the system's CAs are used. Says whether two clusters are one. */
  readonly caSha256: string;
  /**
   * Headers and TLS for the next request. `fresh` forgets cached tokens first: the server refused them.
   * @throws ActionError `bad-kubeconfig` when a credential plugin is missing, `cluster-auth` when it fails
   */
  authenticate(options?: { fresh?: boolean }): Promise<Credentials>;
}
