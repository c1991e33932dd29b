import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { ActionError } from '../base/errors.ts';
import type { Kube } from './client.ts';
import { containerLife } from './container.ts';
import { KubeError, oneLine } from './errors.ts';
import { runCommand } from './exec-session.ts';
import { RETRY_BUDGET_MS, withRetries } from './retry.ts';
import type { ContainerRef } from './types.ts';

export interface ExecOptions {
  /** Standard input; the container then needs `sh` and `head`. */
  stdin?: Buffer;
  /** For everything: handshake, command, output. Default 60 s. */
  timeoutMs?: number;
  /** Of standard output; more than that is an error. Default 8 MiB. */
  maxBytes?: number;
  /** For how long to try again after a failure of the connection: only for commands that may run twice. Default 0. */
  retryForMs?: number;
  signal?: AbortSignal | undefined;
}

export interface ExecResult {
  exitCode: number;
  stdout: Buffer;
  /** The first 64 KiB. */
  stderr: string;
}

const EXEC_TIMEOUT_MS = 60_000;
const STDOUT_BYTES = 8 * 1024 * 1024;

/**
 * Runs a short command in a running container; at most four at the same time in one container.
 * A command that fails is a result, not an error: see `exitCode`.
 *
 * @throws KubeError whose reason is `ContainerEnded` (the container ended meanwhile, or was not running),
 *   `CommandNotStarted` (no such program), `OutputTooLarge`, `ExecInterrupted` (the connection closed without a
 *   status: nobody knows whether the command ended), `NoAnswer` (deadline), or one of any request
 */
export async function exec(
  kube: Kube,
  target: ContainerRef,
  command: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const { maxBytes = STDOUT_BYTES } = options;
  return await retried(kube, target, options.retryForMs ?? 0, options.signal ?? kube.signal, async () => {
    const chunks: Buffer[] = [];
    const { exitCode, stderr } = await runCommand(kube, target, command, {
      ...options,
      timeoutMs: options.timeoutMs ?? EXEC_TIMEOUT_MS,
      maxBytes,
      onStdout: (chunk) => chunks.push(chunk),
    });
    return { exitCode, stderr, stdout: Buffer.concat(chunks) };
  });
}

export interface CopyOptions {
  /** A larger file is refused, whatever it claims. */
  maxBytes: number;
  /** As the pod told; a file that differs is read again. */
  sizeBytes?: number;
  sha256?: string;
  timeoutMs?: number;
  /** Default 120 s: longer than an API server takes to restart. */
  retryForMs?: number;
  signal?: AbortSignal | undefined;
}

/** So often a file may differ from its announced size or hash before we say so. */
const MOST_MISMATCHES = 5;
/** A link slower than this is not one to bring results home over. */
const SLOWEST_BYTES_PER_MS = 64;

/**
 * Copies a file of a container to a local one, verified by size and hash: truncated output with exit code 0 is a
 * known fault of exec (https://github.com/kubernetes/kubernetes/issues/60140). It is never in memory as a whole, and
 * has its name only when it is whole.
 *
 * @throws ActionError `bad-result` when the file is missing, too large, or stays different; KubeError as `exec`
 */
export async function copyFile(
  kube: Kube,
  target: ContainerRef,
  path: string,
  local: string,
  options: CopyOptions,
): Promise<void> {
  const { maxBytes, sizeBytes, sha256 } = options;
  const name = `${path} of container ${target.container} in pod ${target.namespace}/${target.pod}`;
  if (sizeBytes !== undefined && sizeBytes > maxBytes) {
    throw new ActionError('bad-result', `${name} has ${sizeBytes} bytes, more than the ${maxBytes} allowed.`);
  }
  const timeoutMs = options.timeoutMs ?? EXEC_TIMEOUT_MS + (sizeBytes ?? maxBytes) / SLOWEST_BYTES_PER_MS;
  let mismatches = 0;
  const mismatch = (text: string): KubeError =>
    new KubeError('bad-result', `${name} arrived with ${text}.`, {
      status: 0,
      reason: 'FileMismatch',
      retryable: ++mismatches < MOST_MISMATCHES,
    });

  await retried(
    kube,
    target,
    options.retryForMs ?? RETRY_BUDGET_MS,
    options.signal ?? kube.signal,
    async () => {
      const part = await open(`${local}.part`, 'w');
      const hash = createHash('sha256');
      let gotBytes = 0;
      try {
        const result = await runCommand(kube, target, ['cat', '--', path], {
          timeoutMs,
          maxBytes: sizeBytes ?? maxBytes,
          onStdout: (chunk) => {
            gotBytes += chunk.length;
            hash.update(chunk);
            // Nothing to wait for, and so nothing that could pile up: chunks are small and the disk is local.
            for (let at = 0; at < chunk.length;) at += writeSync(part.fd, chunk, at);
          },
          signal: options.signal ?? kube.signal,
        }).catch((error: unknown) => {
          // Longer than announced: it may have been replaced since.
          if (sizeBytes !== undefined && error instanceof KubeError && error.reason === 'OutputTooLarge') {
            throw mismatch(`more than its ${sizeBytes} bytes`);
          }
          throw error;
        });
        if (result.exitCode !== 0) {
          throw new ActionError('bad-result', `${name} can not be read: ${oneLine(result.stderr, 300)}`);
        }
      } finally {
        await part.close();
      }
      if (sizeBytes !== undefined && gotBytes !== sizeBytes) {
        throw mismatch(`${gotBytes} of ${sizeBytes} bytes`);
      }
      if (sha256 !== undefined && hash.digest('hex') !== sha256)
        throw mismatch('another SHA-256 than announced');
    },
  ).catch(async (error: unknown) => {
    await rm(`${local}.part`, { force: true });
    throw error;
  });
  await rename(`${local}.part`, local);
}

async function retried<T>(
  kube: Kube,
  target: ContainerRef,
  budgetMs: number,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  const { clock, log } = kube;
  const key = `${target.namespace}/${target.pod}/${target.container}`;
  return await withRetries(
    async () => {
      try {
        return await kube.execLimit(key, attempt);
      } catch (error) {
        throw await explained(kube, target, error, signal);
      }
    },
    { budgetMs, clock, log, signal },
  );
}

/**
 * "Container not found" is said of one that has not started, has ended, or is being restarted alike; the
 * pod's status tells which, and so whether to wait.
 */
async function explained(
  kube: Kube,
  target: ContainerRef,
  error: unknown,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (!(error instanceof KubeError) || error.reason !== 'ContainerNotFound') return error;
  let life = await containerLife(kube, target, { signal });
  // The status follows what the kubelet knows by up to a second.
  for (let look = 0; life.state === 'running' && look < 3; look++) {
    await kube.clock.sleep(500, signal);
    life = await containerLife(kube, target, { signal });
  }
  return new KubeError('shard-lost', `${error.message.replace(/\.$/, '')}: ${life.sentence}.`, {
    status: error.status,
    reason: 'ContainerEnded',
    retryable: !life.isFinal,
    cause: error,
  });
}
