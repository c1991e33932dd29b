import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { ActionError } from '../base/errors.ts';
import { type Kube, withSignal } from './client.ts';
import { containerLife } from './container.ts';
import { oneLine } from '../base/plain-text.ts';
import { isKubeError, KubeError } from './errors.ts';
import { runCommand } from './exec-session.ts';
import { RETRY_BUDGET_MS, withRetries } from './retry.ts';
import type { ContainerRef } from './types.ts';

export interface ExecOptions {
  /** Standard input. It needs `sh` and `head` in the container. */
  stdin?: Buffer;
  /** For handshake, command and output together. Default 60 s. */
  timeoutMs?: number;
  /** Limit of standard output; more is an error. Default 8 MiB. */
  maxBytes?: number;
  /** How long to retry after the connection fails: only for commands that may run twice. Default 0. */
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
 * @throws KubeError with reason `ContainerEnded` (the container ended meanwhile, or was not running),
 *   `CommandNotStarted` (no such program), `OutputTooLarge`, `ExecInterrupted` (the connection closed without a
 *   status: the command may or may not have ended), `DeadlineExceeded`, or that of any failed request
 */
export async function exec(
  kube: Kube,
  target: ContainerRef,
  command: readonly string[],
  options: ExecOptions = {},
): Promise<ExecResult> {
  const { stdin, timeoutMs = EXEC_TIMEOUT_MS, maxBytes = STDOUT_BYTES, retryForMs = 0 } = options;
  const own = options.signal === undefined ? kube : withSignal(kube, options.signal);
  return await retried(own, target, retryForMs, async () => {
    const chunks: Buffer[] = [];
    const { exitCode, stderr } = await runCommand(own, target, command, {
      ...(stdin === undefined ? {} : { stdin }),
      timeoutMs,
      maxBytes,
      onStdout: (chunk) => chunks.push(chunk),
    });
    return { exitCode, stderr, stdout: Buffer.concat(chunks) };
  });
}

export interface CopyOptions {
  /** The local file. */
  to: string;
  /** A larger file is refused, whatever size was announced. */
  maxBytes: number;
  /** As the pod announced it; a file that differs is read again. */
  sizeBytes?: number;
  /** Likewise, as hex. */
  sha256?: string;
  /** For one attempt. Default: 60 s, and more for a large file. */
  timeoutMs?: number;
  /** Default 120 s: longer than an API server takes to restart. */
  retryForMs?: number;
  signal?: AbortSignal | undefined;
}

/** How often a file may differ from its announced size or hash before that is an error. */
const MOST_MISMATCHES = 5;
/** The slowest connection for which the default timeout is long enough. */
const SLOWEST_BYTES_PER_MS = 64;

/**
 * Copies a file of a container to a local one, and checks its size and hash: exec is known to truncate output and
 * still exit with 0 (https://github.com/kubernetes/kubernetes/issues/60140). The file is streamed, and gets its name
 * only when it is complete.
 *
 * @throws ActionError `bad-result` if the file is missing, too large, or keeps differing; KubeError as `exec`
 */
export async function copyFile(
  kube: Kube,
  target: ContainerRef,
  path: string,
  options: CopyOptions,
): Promise<void> {
  const { to: local, maxBytes, sizeBytes, sha256, retryForMs = RETRY_BUDGET_MS } = options;
  const own = options.signal === undefined ? kube : withSignal(kube, options.signal);
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

  await retried(own, target, retryForMs, async () => {
    const part = await open(`${local}.part`, 'w');
    const hash = createHash('sha256');
    let gotBytes = 0;
    try {
      const result = await runCommand(own, target, ['cat', '--', path], {
        timeoutMs,
        maxBytes: sizeBytes ?? maxBytes,
        onStdout: (chunk) => {
          gotBytes += chunk.length;
          hash.update(chunk);
          // Written synchronously, so that chunks cannot pile up; they are small and the disk is local.
          for (let at = 0; at < chunk.length;) at += writeSync(part.fd, chunk, at);
        },
      }).catch((error: unknown) => {
        // It is longer than announced, so it may have been replaced since.
        if (sizeBytes !== undefined && isKubeError(error, 'OutputTooLarge')) {
          throw mismatch(`more than its ${sizeBytes} bytes`);
        }
        throw error;
      });
      if (result.exitCode !== 0) {
        throw new ActionError('bad-result', `${name} cannot be read: ${oneLine(result.stderr, 300)}`);
      }
    } finally {
      await part.close();
    }
    if (sizeBytes !== undefined && gotBytes !== sizeBytes) {
      throw mismatch(`${gotBytes} of ${sizeBytes} bytes`);
    }
    if (sha256 !== undefined && hash.digest('hex') !== sha256)
      throw mismatch('another SHA-256 than announced');
  }).catch(async (error: unknown) => {
    await rm(`${local}.part`, { force: true });
    throw error;
  });
  await rename(`${local}.part`, local);
}

async function retried<T>(
  kube: Kube,
  target: ContainerRef,
  budgetMs: number,
  attempt: () => Promise<T>,
): Promise<T> {
  const { clock, log, signal } = kube;
  const key = `${target.namespace}/${target.pod}/${target.container}`;
  return await withRetries(
    async () => {
      try {
        return await kube.execLimit(key, attempt);
      } catch (error) {
        throw await explained(kube, target, error);
      }
    },
    { budgetMs, clock, log, signal },
  );
}

/**
 * "Container not found" can mean that it has not started, has ended, or is being restarted. The pod's status tells
 * which, and so whether to retry.
 */
async function explained(kube: Kube, target: ContainerRef, error: unknown): Promise<unknown> {
  if (!isKubeError(error, 'ContainerNotFound')) return error;
  let life = await containerLife(kube, target);
  // The pod's status lags up to a second behind the kubelet.
  for (let look = 0; life.state === 'running' && look < 3; look++) {
    await kube.clock.sleep(500, kube.signal);
    life = await containerLife(kube, target);
  }
  return new KubeError('shard-lost', `${error.message.replace(/\.$/, '')}: ${life.sentence}.`, {
    status: error.status,
    reason: 'ContainerEnded',
    retryable: !life.isFinal,
    cause: error,
  });
}
