import type { RawData, WebSocket } from 'ws';
import type { ErrorCode } from '../base/errors.ts';
import type { Kube } from './client.ts';
import { containerLife } from './container.ts';
import { KubeError, oneLine } from './errors.ts';
import { parseStatus } from './status.ts';
import { transportError, transportFailure } from './transport-error.ts';
import type { ContainerRef } from './types.ts';

// Channels of the remote command protocol: the first byte of every message.
// https://kubernetes.io/docs/reference/using-api/websockets/ and client-go tools/remotecommand
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const STATUS = 3;
const CLOSE = 255;

const V5 = 'v5.channel.k8s.io';
/** What servers of 1.29 speak: it can not close stdin alone. */
const V4 = 'v4.channel.k8s.io';

const PING_EVERY_MS = 5_000;
/** A peer silent for four pings is gone: a dropped route closes nothing. */
const SILENCE_MS = 20_000;
/** The server closes right after the status; one that does not is not waited for. */
const CLOSE_GRACE_MS = 2_000;
const STDIN_CHUNK_BYTES = 32 * 1024;
const STDERR_BYTES = 64 * 1024;
const STATUS_BYTES = 64 * 1024;
/** The status of a pod follows what the kubelet knows: by a second, and by some more on a node that is busy. */
const LATE_STATUS_MS = 10_000;
const LOOK_EVERY_MS = 500;

export interface CommandOptions {
  stdin?: Buffer;
  timeoutMs: number;
  maxBytes: number;
  onStdout: (chunk: Buffer) => void;
  signal?: AbortSignal | undefined;
}

export interface CommandResult {
  exitCode: number;
  stderr: string;
}

/** One exec, once: opens the WebSocket, feeds stdin, and waits for the status and the end of the output. */
export async function runCommand(
  kube: Kube,
  target: ContainerRef,
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { signal = kube.signal, stdin, timeoutMs } = options;
  const place = `container ${target.container} of pod ${target.namespace}/${target.pod}`;
  const operation = `run ${command[0] ?? 'nothing'} in ${place}`;
  const startedAt = performance.now();
  const path = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/pods/${encodeURIComponent(target.pod)}/exec`;
  const socket = await kube.openWebSocket(path, [V5, V4], {
    operation,
    query: {
      container: target.container,
      command: stdin === undefined ? command : withInputOf(stdin.length, command),
      stdin: stdin !== undefined,
      stdout: true,
      stderr: true,
    },
    timeoutMs,
    signal,
  });
  const leftMs = Math.max(0, timeoutMs - (performance.now() - startedAt));
  const { status, stderr } = await converse(socket, operation, kube.cluster.server, {
    ...options,
    signal,
    timeoutMs: leftMs,
  });
  const exitCode = exitCodeOf(status, operation);
  const tookMs = performance.now() - startedAt;
  if (exitCode === 137 && (await hasEnded(kube, target, kube.clock.now() - tookMs, signal))) {
    throw execError('shard-lost', operation, 'the container ended meanwhile.', 'ContainerNotFound', true);
  }
  return { exitCode, stderr };
}

async function converse(
  socket: WebSocket,
  operation: string,
  server: string,
  options: CommandOptions,
): Promise<{ status: string; stderr: string }> {
  const { signal, stdin, maxBytes } = options;
  const stderr: Buffer[] = [];
  const status: Buffer[] = [];
  let stdoutBytes = 0;
  let stderrBytes = 0;
  let statusBytes = 0;
  let heardAt = performance.now();
  let graceTimer: NodeJS.Timeout | undefined;

  const timers: NodeJS.Timeout[] = [];
  let onAbort: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        reject(error instanceof Error ? error : new Error(String(error)));
        socket.terminate();
      };
      const finish = (): void => {
        const text = Buffer.concat(status).toString('utf8');
        if (isWholeStatus(text)) resolve({ status: text, stderr: Buffer.concat(stderr).toString('utf8') });
        else fail(interrupted(operation));
        socket.terminate();
      };
      onAbort = () => {
        reject(signal?.reason);
        socket.terminate();
      };
      if (signal?.aborted) return onAbort();
      signal?.addEventListener('abort', onAbort, { once: true });

      socket.on('error', (error) => fail(transportError(operation, server, error)));
      socket.on('close', finish);
      socket.on('pong', () => (heardAt = performance.now()));
      socket.on('message', (message: RawData) => {
        heardAt = performance.now();
        const frame = bytesOf(message);
        const data = frame.subarray(1);
        // Other channels, and those of a later protocol, are nothing to us.
        switch (frame[0] ?? CLOSE) {
          case STDOUT:
            stdoutBytes += data.length;
            if (stdoutBytes > maxBytes) fail(tooLarge(operation, maxBytes));
            else options.onStdout(data);
            break;
          case STDERR:
            stderrBytes += data.length;
            if (stderrBytes <= STDERR_BYTES) stderr.push(data);
            else if (stderrBytes > STDERR_BYTES + maxBytes) fail(tooLarge(operation, maxBytes));
            break;
          case STATUS:
            statusBytes += data.length;
            if (statusBytes > STATUS_BYTES) fail(tooLarge(operation, STATUS_BYTES));
            else status.push(data);
            graceTimer ??= setTimeout(finish, CLOSE_GRACE_MS);
            break;
        }
      });
      timers.push(
        setTimeout(() => fail(tooLong(operation)), options.timeoutMs),
        setInterval(() => {
          if (performance.now() - heardAt > SILENCE_MS) fail(transportFailure(operation, server, 'NoAnswer'));
          else socket.ping();
        }, PING_EVERY_MS),
      );
      socket.resume();
      if (stdin !== undefined) feed(socket, stdin).catch(fail);
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    clearTimeout(graceTimer);
    if (onAbort) signal?.removeEventListener('abort', onAbort);
  }
}

/** The command, with an end of its input that does not depend on the protocol having one. */
function withInputOf(sizeBytes: number, command: readonly string[]): string[] {
  return ['sh', '-c', 'head -c "$0" | "$@"', String(sizeBytes), ...command];
}

/** Sends stdin piece by piece, each when the one before is on its way, and closes it. */
async function feed(socket: WebSocket, stdin: Buffer): Promise<void> {
  for (let offset = 0; offset < stdin.length; offset += STDIN_CHUNK_BYTES) {
    const sent = await send(
      socket,
      Buffer.concat([Buffer.of(STDIN), stdin.subarray(offset, offset + STDIN_CHUNK_BYTES)]),
    );
    if (!sent) return;
  }
  if (socket.protocol === V5) await send(socket, Buffer.of(CLOSE, STDIN));
}

/** False when the socket is closing: a command may end without having read all its input. */
async function send(socket: WebSocket, data: Buffer): Promise<boolean> {
  if (socket.readyState !== socket.OPEN) return false;
  return await new Promise((resolve) => {
    socket.send(data, (error) => resolve(!error));
  });
}

/**
 * A container that ends during an exec makes that exec report 137, as a kill -9 inside it would. The status
 * of the pod follows a little later; the container may run again before anybody looks.
 */
async function hasEnded(
  kube: Kube,
  target: ContainerRef,
  begunMs: number,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let containerId: string | undefined;
  for (let waitedMs = 0; waitedMs <= LATE_STATUS_MS; waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > 0) await kube.clock.sleep(LOOK_EVERY_MS, signal);
    const life = await containerLife(kube, target, { signal });
    if (life.state !== 'running') return true;
    // A second, because its start is told in whole ones.
    if (life.startedAtMs + 1000 > begunMs) return true;
    containerId ??= life.containerId;
    if (life.containerId !== containerId) return true;
  }
  return false;
}

function isWholeStatus(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @throws KubeError when the command was not run at all */
function exitCodeOf(text: string, operation: string): number {
  const status = parseStatus(text);
  if (status.succeeded) return 0;
  const exitCode = status.causes.find((cause) => cause.reason === 'ExitCode')?.message;
  if (status.reason === 'NonZeroExitCode' && exitCode !== undefined && /^\d{1,3}$/.test(exitCode)) {
    return Number(exitCode);
  }
  const words = oneLine(status.message.replace(/^(?:Internal error occurred: )+/, ''), 300);
  if (containerIsNotThere.test(words)) {
    throw execError('shard-lost', operation, 'the container does not run.', 'ContainerNotFound', true);
  }
  // The runtime wraps it thrice: "…: OCI runtime exec failed: exec failed: unable to start container process: …"
  const start = /unable to start container process: (.*)$/s.exec(status.message)?.[1];
  if (start !== undefined || /executable file not found/.test(words)) {
    throw execError('container-failed', operation, oneLine(start ?? words, 300), 'CommandNotStarted', false);
  }
  throw execError('api-error', operation, words, 'ExecFailed', true);
}

const containerIsNotThere =
  /container not found|CONTAINER_EXITED|container .* is not running|container .* not created|task .* not found/i;

function execError(
  code: ErrorCode,
  operation: string,
  why: string,
  reason: string,
  retryable: boolean,
): KubeError {
  return new KubeError(code, `Could not ${operation}: ${why}`, { status: 0, reason, retryable });
}

function interrupted(operation: string): KubeError {
  const why = 'the connection closed before the command had ended.';
  return execError('api-error', operation, why, 'ExecInterrupted', true);
}

function tooLong(operation: string): KubeError {
  return execError('api-error', operation, 'it did not end in time.', 'DeadlineExceeded', true);
}

function tooLarge(operation: string, maxBytes: number): KubeError {
  const why = `it prints more than ${maxBytes} bytes.`;
  return execError('bad-result', operation, why, 'OutputTooLarge', false);
}

function bytesOf(message: RawData): Buffer {
  if (Buffer.isBuffer(message)) return message;
  return Array.isArray(message) ? Buffer.concat(message) : Buffer.from(message);
}
