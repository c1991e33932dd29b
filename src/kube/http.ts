import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

/** Limit for the body of an error response; a Status has a few hundred bytes. */
export const LARGEST_ERROR_BYTES = 256 * 1024;

export interface Deadline {
  signal: AbortSignal;
  hasPassed: () => boolean;
  stopTimer: () => void;
  stop: () => void;
}

/** Aborts after `timeoutMs`, or with `signal`. `stop` removes its listener; `AbortSignal.any` would leave one on a signal that lives for hours. */
export function startDeadline(timeoutMs: number, signal: AbortSignal): Deadline {
  const controller = new AbortController();
  let passed = false;
  const timer = setTimeout(() => {
    passed = true;
    controller.abort();
  }, timeoutMs);
  const forward = (): void => controller.abort(signal.reason);
  if (signal.aborted) forward();
  signal.addEventListener('abort', forward, { once: true });
  const stopTimer = (): void => clearTimeout(timer);
  return {
    signal: controller.signal,
    hasPassed: () => passed,
    stopTimer,
    stop() {
      stopTimer();
      signal.removeEventListener('abort', forward);
    },
  };
}

/** The result of some work that has no signal of its own. @throws the signal's reason as soon as it aborts */
export async function unlessAborted<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = (): void => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    work().then(resolve, reject);
    return await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** The whole text, or undefined if it is longer than `maxBytes`. */
export async function readText(body: Readable, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @param now milliseconds since the epoch; the header may name a date */
export function retryAfterMs(headers: IncomingHttpHeaders, now: number): number | undefined {
  const value = headers['retry-after'];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The texts in `299 - "first", 299 - "second"`: one header may hold several, with commas inside. */
export function warningsOf(headers: IncomingHttpHeaders): string[] {
  const value = headers['warning'];
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replace(/\\(.)/g, '$1'));
}

export function queryString(query: Query | undefined): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) parameters.append(name, String(item));
  }
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}
