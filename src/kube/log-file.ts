import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Kube } from './client.ts';
import { KubeError } from './errors.ts';
import { withRetries } from './retry.ts';
import { transportError, transportFailure } from './transport-error.ts';
import type { ContainerRef } from './types.ts';

export interface LogFileOptions {
  /** ms since the epoch; older lines are left out. */
  sinceMs: number;
  maxBytes: number;
  /** For one attempt. */
  timeoutMs: number;
  /** For all attempts. */
  retryForMs: number;
}

/**
 * Saves what a container has logged so far. The file is replaced only if all of it arrived.
 * @throws KubeError, the signal's reason
 */
export async function saveLog(
  kube: Kube,
  { namespace, pod, container }: ContainerRef,
  file: string,
  { sinceMs, maxBytes, timeoutMs, retryForMs }: LogFileOptions,
): Promise<void> {
  const { signal } = kube;
  const operation = `read the log of container ${container} of pod ${namespace}/${pod}`;
  const part = `${file}.part`;
  const query = { container, sinceTime: new Date(sinceMs).toISOString(), limitBytes: maxBytes };
  const attempt = async (): Promise<void> => {
    const late = AbortSignal.timeout(timeoutMs);
    const within = AbortSignal.any([signal, late]);
    try {
      const path = `/api/v1/namespaces/${namespace}/pods/${pod}/log`;
      const { body } = await kube.stream(path, { operation, query, signal: within });
      await pipeline(body, createWriteStream(part), { signal: within });
      await rename(part, file);
    } catch (error) {
      await rm(part, { force: true });
      signal.throwIfAborted();
      if (late.aborted) throw transportFailure(operation, kube.cluster, 'NoAnswer');
      throw error instanceof KubeError ? error : transportError(operation, kube.cluster, error);
    }
  };
  await withRetries(attempt, { budgetMs: retryForMs, clock: kube.clock, log: kube.log, signal });
}
