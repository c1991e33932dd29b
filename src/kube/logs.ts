import type { Readable } from 'node:stream';
import type { Kube } from './client.ts';
import { containerLife } from './container.ts';
import { KubeError } from './errors.ts';
import { lineSplitter } from './lines.ts';
import { resumePoint } from './log-resume.ts';
import type { ContainerRef } from './types.ts';

/** A line of a container's log, or the note that some may be missing before the next one. */
export type LogEntry =
  | { kind: 'line'; time: string | undefined; text: string }
  /** The log was rotated while nobody read it. */
  | { kind: 'gap'; since: string };

export interface FollowOptions {
  /**
   * Whether the container has ended for good. Asked after the stream has; the end of a stream alone means
   * nothing, connections are cut and logs rotated. Default: asks the pod's status.
   */
  isFinished?: () => Promise<boolean>;
  /** Reconnect when nothing has come for so long: streams stall silently. Default 60 s. */
  silenceMs?: number;
  /** Of longer lines only the head is kept. Default 16 KiB. */
  maxLineBytes?: number;
  signal?: AbortSignal | undefined;
}

const SILENCE_MS = 60_000;
const MAX_LINE_BYTES = 16 * 1024;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;
/** After Evicted and the like the kubelet says so in the log itself, with status 200. */
const NO_LOG = /^(?:unable to retrieve container logs for|failed to try resolving symlinks in path) /;

/**
 * Follows a container's log for people to read: nothing is decided by it, and after a rotation lines can be
 * missing (the whole log is a file in the pod). Resumes after every cut without a line twice, in constant
 * memory. Ends when the container has ended for good, or when the signal aborts.
 *
 * @throws KubeError for what waiting does not mend: no permission, no such container
 */
export async function* followLog(
  kube: Kube,
  target: ContainerRef,
  options: FollowOptions = {},
): AsyncGenerator<LogEntry, void, void> {
  const { signal = kube.signal, silenceMs = SILENCE_MS, maxLineBytes = MAX_LINE_BYTES } = options;
  const isFinished =
    options.isFinished ?? (async () => (await containerLife(kube, target, { signal })).isFinal);
  const resume = resumePoint();
  let pauseMs = FIRST_PAUSE_MS;
  let wasFinished = false;

  for (;;) {
    if (signal?.aborted) return;
    let newLines = 0;
    try {
      const body = await openLog(kube, target, resume.sinceTime(), silenceMs, signal);
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
      if (signal?.aborted) return;
      if (!(error instanceof KubeError) || !mayComeBack(error)) throw error;
      kube.log?.debug(error.message);
    }
    // The status knows of the end before the last lines are written out: read once more after it.
    if (wasFinished && newLines === 0) return;
    wasFinished = await unlessUnreachable(isFinished, signal);
    pauseMs = newLines > 0 ? FIRST_PAUSE_MS : Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    // Rejects only when aborted, which the loop looks at next.
    if (!wasFinished) await kube.clock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

/** An API server that can not be asked has not said that the container ended. */
async function unlessUnreachable(
  isFinished: () => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    return await isFinished();
  } catch (error) {
    if (signal?.aborted || (error instanceof KubeError && error.retryable)) return false;
    throw error;
  }
}

async function openLog(
  kube: Kube,
  target: ContainerRef,
  sinceTime: string | undefined,
  silenceMs: number,
  signal: AbortSignal | undefined,
): Promise<Readable> {
  const { namespace, pod, container } = target;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log`;
  const { body } = await kube.stream(path, {
    operation: `read the log of container ${container} of pod ${namespace}/${pod}`,
    query: { container, follow: true, timestamps: true, sinceTime },
    headersTimeoutMs: silenceMs,
    signal,
  });
  return body;
}

/** The lines of each chunk. Ends when the stream ends, is cut, or is silent for too long: all mean "reopen". */
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
      // The time a slow reader takes for these lines is not the stream's silence.
      clearTimeout(watchdog);
      const lines: string[] = [];
      splitter.push(chunk, (line) => lines.push(line));
      yield lines;
      watch();
    }
    // Half a line, unless the container has ended: then a last line without a newline.
    const rest = splitter.end();
    if (rest !== undefined && isComplete) yield [rest];
  } catch {
    // Whatever cut the stream; its unfinished last line comes again, whole, after reopening.
  } finally {
    clearTimeout(watchdog);
    body.destroy();
  }
}

/** "Waiting to start" is 400; 404 is left to `isFinished`; a kubelet that restarts is 500. */
function mayComeBack(error: KubeError): boolean {
  if (error.retryable || error.status === 404) return true;
  return (
    error.status === 400 &&
    /waiting to start|not (?:yet )?(?:available|ready)|ContainerCreating|PodInitializing/.test(error.message)
  );
}
