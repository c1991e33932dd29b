import type { Cluster, Credentials } from './cluster.ts';
import { isKubeError } from './errors.ts';
import { unlessAborted } from './http.ts';

/** Runs `send` with our credentials, and once more with fresh ones if the server refuses those. */
export async function authenticated<T>(
  cluster: Cluster,
  signal: AbortSignal,
  send: (credentials: Credentials) => Promise<T>,
): Promise<T> {
  // A plugin may take a minute, which a cancelled step does not have.
  const credentials = await unlessAborted(signal, () => cluster.authenticate());
  try {
    return await send(credentials);
  } catch (error) {
    // A policy may refuse an object with 401.
    if (!isKubeError(error) || error.status !== 401 || error.code !== 'cluster-auth') throw error;
    const fresh = await unlessAborted(signal, () => cluster.authenticate(credentials));
    if (sameCredentials(credentials, fresh)) throw error;
    return await send(fresh);
  }
}

function sameCredentials(a: Credentials, b: Credentials): boolean {
  return JSON.stringify(a.headers) === JSON.stringify(b.headers) && a.tls === b.tls;
}
