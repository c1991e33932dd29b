import type { RawData, WebSocket } from 'ws';
import type { ErrorCode } from '../base/errors.ts';
import type { Kube } from './client.ts';
import { containerLife } from './container.ts';
import { oneLine } from '../base/plain-text.ts';
import { KubeError } from './errors.ts';
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
/** Spoken by 1.29 servers. It has no way to close stdin alone. */
const V4 = 'v4.channel.k8s.io';

const PING_EVERY_MS = 5_000;
/** After four unanswered pings the peer is gone: a dropped route closes no connection. */
const SILENCE_MS = 20_000;
/** The server should close right after the status; we wait no longer than this for it. */
const CLOSE_GRACE_MS = 2_000;
const STDIN_CHUNK_BYTES = 32 * 1024;
const STDERR_BYTES = 64 * 1024;
const STATUS_BYTES = 64 * 1024;
/** A pod's status lags behind the kubelet: by a second, or more on a busy node. */
const LATE_STATUS_MS = 10_000;
const LOOK_EVERY_MS = 500;

export interface CommandOptions {
  stdin?: Buffer;
  timeoutMs: number;
  maxBytes: number;
  onStdout: (chunk: Buffer) => void;
}

export interface CommandResult {
  exitCode: number;
  stderr: string;
}

/**
 * Runs a command once, without retries: opens the WebSocket, sends stdin, and waits for the status and all output.
 * @throws KubeError as `exec`, but with `ContainerNotFound` in place of `ContainerEnded`
 */
export async function runCommand(
  kube: Kube,
  target: ContainerRef,
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const { stdin, timeoutMs } = options;
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
  });
  const leftMs = Math.max(0, timeoutMs - (performance.now() - startedAt));
  const { status, stderr } = await converse(kube, socket, operation, { ...options, timeoutMs: leftMs });
  const exitCode = exitCodeOf(status, operation);
  const tookMs = performance.now() - startedAt;
  if (exitCode === 137 && (await hasEnded(kube, target, kube.clock.now() - tookMs))) {
    throw execError(operation, 'the container ended meanwhile.', containerGone);
  }
  return { exitCode, stderr };
}

async function converse(
  kube: Kube,
  socket: WebSocket,
  operation: string,
  options: CommandOptions,
): Promise<{ status: string; stderr: string }> {
  const { signal } = kube;
  const { stdin, maxBytes } = options;
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
        reject(signal.reason);
        socket.terminate();
      };
      if (signal.aborted) return onAbort();
      signal.addEventListener('abort', onAbort, { once: true });

      socket.on('error', (error) => fail(transportError(operation, kube.cluster, error)));
      socket.on('close', finish);
      socket.on('pong', () => (heardAt = performance.now()));
      socket.on('message', (message: RawData) => {
        heardAt = performance.now();
        const frame = bytesOf(message);
        const data = frame.subarray(1);
        // Other channels, including those of a later protocol, are ignored.
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
          if (performance.now() - heardAt > SILENCE_MS)
            fail(transportFailure(operation, kube.cluster, 'NoAnswer'));
          else socket.ping();
        }, PING_EVERY_MS),
      );
      socket.resume();
      if (stdin !== undefined) feed(socket, stdin).catch(fail);
    });
  } finally {
    for (const timer of timers) clearTimeout(timer);
    clearTimeout(graceTimer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
  }
}

/** The command behind `head`, which ends its input even where the protocol cannot close stdin. */
function withInputOf(sizeBytes: number, command: readonly string[]): string[] {
  return ['sh', '-c', 'head -c "$0" | "$@"', String(sizeBytes), ...command];
}

/** Sends stdin chunk by chunk, each when the previous one has been handed to the socket, and closes it. */
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
 * Whether exit code 137 means that the container ended during the exec, rather than that the command was killed in it.
 * The pod's status lags behind, and the container may have been restarted by the time it shows.
 */
async function hasEnded(kube: Kube, target: ContainerRef, begunMs: number): Promise<boolean> {
  let containerId: string | undefined;
  for (let waitedMs = 0; waitedMs <= LATE_STATUS_MS; waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > 0) await kube.clock.sleep(LOOK_EVERY_MS, kube.signal);
    const life = await containerLife(kube, target);
    if (life.state !== 'running') return true;
    // The status gives the start in whole seconds.
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

/** @throws KubeError if the command did not run */
function exitCodeOf(text: string, operation: string): number {
  const status = parseStatus(text);
  if (status.succeeded) return 0;
  const exitCode = status.causes.find((cause) => cause.reason === 'ExitCode')?.message;
  if (status.reason === 'NonZeroExitCode' && exitCode !== undefined && /^\d{1,3}$/.test(exitCode)) {
    return Number(exitCode);
  }
  const words = oneLine(status.message.replace(/^(?:Internal error occurred: )+/, ''), 300);
  if (containerIsNotThere.test(words)) {
    throw execError(operation, 'the container is not running.', containerGone);
  }
  // The runtime nests it: "…: OCI runtime exec failed: exec failed: unable to start container process: …"
  const start = /unable to start container process: (.*)$/s.exec(status.message)?.[1];
  if (start !== undefined || /executable file not found/.test(words)) {
    const failure: ExecFailure = { code: 'container-failed', reason: 'CommandNotStarted', retryable: false };
    throw execError(operation, oneLine(start ?? words, 300), failure);
  }
  throw execError(operation, words, { code: 'api-error', reason: 'ExecFailed', retryable: true });
}

const containerIsNotThere =
  /container not found|CONTAINER_EXITED|container .* is not running|container .* not created|task .* not found|executing setns process/i;

interface ExecFailure {
  code: ErrorCode;
  reason: string;
  retryable: boolean;
}

const containerGone: ExecFailure = { code: 'shard-lost', reason: 'ContainerNotFound', retryable: true };

function execError(operation: string, why: string, { code, ...details }: ExecFailure): KubeError {
  return new KubeError(code, `Could not ${operation}: ${why}`, { status: 0, ...details });
}

function interrupted(operation: string): KubeError {
  const why = 'the connection closed before the command had ended.';
  return execError(operation, why, { code: 'api-error', reason: 'ExecInterrupted', retryable: true });
}

function tooLong(operation: string): KubeError {
  const failure: ExecFailure = { code: 'api-error', reason: 'DeadlineExceeded', retryable: true };
  return execError(operation, 'it did not end in time.', failure);
}

function tooLarge(operation: string, maxBytes: number): KubeError {
  const failure: ExecFailure = { code: 'bad-result', reason: 'OutputTooLarge', retryable: false };
  return execError(operation, `it prints more than ${maxBytes} bytes.`, failure);
}

function bytesOf(message: RawData): Buffer {
  if (Buffer.isBuffer(message)) return message;
  return Array.isArray(message) ? Buffer.concat(message) : Buffer.from(message);
}
