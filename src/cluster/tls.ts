import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { ActionError } from '../base/errors.ts';
import type { TlsOptions } from '../kube/cluster.ts';
import { flatten, readableCertificates, textOf } from './kubeconfig-files.ts';
import type { Kubeconfig } from './kubeconfig-context.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * How connections to a cluster are encrypted, for a client certificate that may change: by requests and WebSockets, with
 * a proxy and without one. Anything that the kubeconfig names as CA is trusted, as kubectl does: an intermediate CA or
 * the server's own certificate, too. Without one the CAs of this machine are.
 * @returns a function that gives the same object for the same certificate
 */
export function tlsMaker(
  { origin, ca, skipTlsVerify, tlsServerName }: Kubeconfig,
  env: Env,
): (certificate: string | undefined, key: string | undefined) => TlsOptions {
  const trusted = ca ?? (skipTlsVerify ? undefined : caCertificatesOfMachine(env));
  let made: { certificate: string | undefined; key: string | undefined; tls: TlsOptions } | undefined;
  const contextFor = (cert: string | undefined, key: string | undefined): SecureContext => {
    try {
      return createSecureContext({
        ca: trusted,
        cert,
        key,
        allowPartialTrustChain: true,
        minVersion: 'TLSv1.2',
      });
    } catch (error) {
      throw new ActionError('bad-kubeconfig', `${origin}: the client certificate does not fit its key.`, {
        hint: flatten,
        cause: error,
      });
    }
  };
  return (certificate, key) => {
    if (made === undefined || made.certificate !== certificate || made.key !== key) {
      const tls = {
        secureContext: contextFor(certificate, key),
        rejectUnauthorized: !skipTlsVerify,
        ...(tlsServerName === undefined ? {} : { servername: tlsServerName }),
      };
      made = { certificate, key, tls };
    }
    return made.tls;
  };
}

/** Those that come with Node, those of NODE_EXTRA_CA_CERTS, and those of the system, where companies install their own. */
function caCertificatesOfMachine(env: Env): string[] {
  const directories = (env['SSL_CERT_DIR'] ?? '')
    .split(path.delimiter)
    .filter((directory) => directory !== '');
  // Node takes a list for one directory, with a line about it on standard error.
  const system =
    directories.length > 1 ? listed(env['SSL_CERT_FILE'], directories) : getCACertificates('system');
  return [...new Set([...getCACertificates('default'), ...system])];
}

/** What is in a file, and in the files of several directories; anything else there is skipped, as by kubectl. */
function listed(file: string | undefined, directories: readonly string[]): string[] {
  const files = directories
    .filter(existsSync)
    .flatMap((directory) => readdirSync(directory).map((name) => path.join(directory, name)));
  return [...(file ? [file] : []), ...files].flatMap((name) => {
    const reading = textOf(name);
    return 'text' in reading ? readableCertificates(reading.text) : [];
  });
}
