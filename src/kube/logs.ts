import type { Readable } from 'node:stream';
import { type Kube, withSignal } from './client.ts';
import { containerLife } from './container.ts';
import { isKubeError } from './errors.ts';
import type { KubeError } from './errors.ts';
import { lineSplitter } from './lines.ts';
import { resumePoint } from './log-resume.ts';
import type { ContainerRef } from './types.ts';

/** A line of a container's log, or the note that some may be missing before the next one. */
export type LogEntry =
  | { kind: 'line'; time: string | undefined; text: string }
  /** The log was rotated while it was not being read. */
  | { kind: 'gap'; since: string };

export interface FollowOptions {
  /**
   * Whether the container has ended for good. Asked each time the stream ends, because a stream also ends when the
   * connection is cut or the log is rotated. Default: reads the pod's status.
   */
  isFinished?: () => Promise<boolean>;
  /** Reconnects after this long without data, because streams can stall silently. Default 60 s. */
  silenceMs?: number;
  /** Longer lines are cut. Default 16 KiB. */
  maxLineBytes?: number;
  signal?: AbortSignal | undefined;
}

const SILENCE_MS = 60_000;
const MAX_LINE_BYTES = 16 * 1024;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
/** For an evicted pod, among others, the kubelet returns this text as the log, with status 200. */
const NO_LOG = /^(?:unable to retrieve container logs for|failed to try resolving symlinks in path) /;

/**
 * Follows a container's log for people to read. Nothing may be decided by it: lines can be missing after a rotation
 * (the complete log is a file in the pod). Resumes after a cut without repeating lines, in constant memory.
 * Ends when the container has ended for good, or quietly when the signal aborts.
 *
 * @throws KubeError if waiting does not help: no permission, no such container
 */
export async function* followLog(
  kube: Kube,
  target: ContainerRef,
  options: FollowOptions = {},
): AsyncGenerator<LogEntry, void, void> {
  const { silenceMs = SILENCE_MS, maxLineBytes = MAX_LINE_BYTES } = options;
  const own = options.signal === undefined ? kube : withSignal(kube, options.signal);
  const { signal } = own;
  const isFinished = options.isFinished ?? (async () => (await containerLife(own, target)).isFinal);
  const resume = resumePoint();
  let pauseMs = FIRST_PAUSE_MS;
  let wasFinished = false;

  for (;;) {
    if (signal.aborted) return;
    let newLines = 0;
    try {
      const body = await openLog(own, target, resume.sinceTime(), silenceMs);
      resume.reopened();
      for await (const lines of linesOf(body, maxLineBytes, silenceMs, wasFinished)) {
        for (const line of lines) {
          const entry = NO_LOG.test(line) ? undefined : resume.accept(line);
          if (entry === undefined) continue;
          newLines++;
          if (entry.gapSince !== undefined) yield { kind: 'gap', since: entry.gapSince };
          yield { kind: 'line', time: entry.time, text: entry.text };
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (!isKubeError(error) || !mayComeBack(error)) throw error;
      kube.log?.debug(error.message);
    }
    // The status can report the end before the last lines are in the log, so read once more after it.
    if (wasFinished && newLines === 0) return;
    wasFinished = await unlessUnreachable(isFinished, signal);
    pauseMs = newLines > 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    // Rejects only when aborted, which the loop checks next.
    if (!wasFinished) await kube.clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

/** False if the API server cannot be reached: the container may still be running. */
async function unlessUnreachable(isFinished: () => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
  try {
    return await isFinished();
  } catch (error) {
    if (signal.aborted || (isKubeError(error) && error.retryable)) return false;
    throw error;
  }
}

async function openLog(
  kube: Kube,
  target: ContainerRef,
  sinceTime: string | undefined,
  silenceMs: number,
): Promise<Readable> {
  const { namespace, pod, container } = target;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  const { body } = await kube.stream(path, {
    operation: `read the log of container ${container} of pod ${namespace}/${pod}`,
    query: { container, follow: true, timestamps: true, sinceTime },
    headersTimeoutMs: silenceMs,
  });
  return body;
}

/** The lines of each chunk. Ends when the stream ends, is cut, or is silent for too long; the caller then reopens it. */
async function* linesOf(
  body: Readable,
  maxLineBytes: number,
  silenceMs: number,
  isComplete: boolean,
): AsyncGenerator<string[], void, void> {
  const splitter = lineSplitter(maxLineBytes);
  let watchdog: NodeJS.Timeout | undefined;
  const watch = (): void => {
    watchdog = setTimeout(() => body.destroy(), silenceMs);
  };
  try {
    watch();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      // Stopped while the reader works on these lines: its time must not count as the stream's silence.
      clearTimeout(watchdog);
      const lines: string[] = [];
      splitter.push(chunk, (line) => lines.push(line));
      yield lines;
      watch();
    }
    // An incomplete line, unless the container has ended: then it is the last one, without a newline.
    const rest = splitter.end();
    if (rest !== undefined && isComplete) yield [rest];
  } catch {
    // The stream was cut. Its incomplete last line comes again, whole, after reopening.
  } finally {
    clearTimeout(watchdog);
    body.destroy();
  }
}

/** "Waiting to start" is 400, a restarting kubelet 500; whether a pod that is not found is gone, `isFinished` decides. */
function mayComeBack(error: KubeError): boolean {
  if (error.retryable || error.status === 404) return true;
  return (
    error.status === 400 &&
    /waiting to start|not (?:yet )?(?:available|ready)|ContainerCreating|PodInitializing/.test(error.message)
  );
}
