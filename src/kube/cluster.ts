import type { ConnectionOptions } from 'node:tls';

/**
 * How connections to the API server are encrypted. The same object is used until the client certificate changes, so
 * connections made with it can be used again.
 */
export type TlsOptions = Readonly<
  Pick<ConnectionOptions, 'secureContext' | 'servername' | 'rejectUnauthorized'>
>;

/** Authenticates the next request. */
export interface Credentials {
  /** `Authorization` and impersonation; groups and the like have several values. */
  headers: Readonly<Record<string, string | string[]>>;
  tls: TlsOptions;
}

/** Who must have signed the certificate of the API server. */
export type Trust = 'kubeconfig' | 'service-account' | 'system';

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
  readonly trust: Trust;
  /**
   * Headers and TLS for the next request.
   * @param refused credentials that the server refused: others are fetched, if there are any
   * @throws ActionError `bad-kubeconfig` when a credential plugin is missing, `cluster-auth` when it fails
   */
  authenticate(refused?: Credentials): Promise<Credentials>;
}
