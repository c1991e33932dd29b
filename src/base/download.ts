import type { Readable } from 'node:stream';
import { Agent, ProxyAgent, request } from 'undici';
import { proxyFor } from './proxy.ts';
import { ActionError, isActionError } from './errors.ts';
import { whyUnsafe } from './safe-address.ts';

/** A result of 27 tasks is 139 kB. */
const MAX_BYTES = 50_000_000;
const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Fetches one file of the web by a GET that carries nothing of ours: no token, no cookie.
 * @returns its bytes, at most 50 MB
 * @throws ActionError `bad-baseline` with one sentence; of the address only host and path are in it
 */
export async function download(address: string, env: Env, signal: AbortSignal): Promise<Buffer> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
  let url = new URL(address);
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await get(url, env, deadline);
      if (Buffer.isBuffer(answer)) return answer;
      const next = URL.canParse(answer, url.href) ? new URL(answer, url) : null;
      if (next === null || whyUnsafe(next) !== null)
        throw badBaseline(
          `${shownUrl(url)} leads on to ${next?.protocol ?? 'nowhere'}, which is not followed.`,
        );
      url = next;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isActionError(error)) throw error;
    if (deadline.aborted)
      throw badBaseline(`${shownUrl(url)} was not there after ${TIMEOUT_MS / 1000} s.`, error);
    throw badBaseline(`${shownUrl(url)} can not be fetched: ${wordsOf(error)}.`, error);
  }
  throw badBaseline(`${shownUrl(new URL(address))} leads on more than ${MOST_REDIRECTS} times.`);
}

/** Host and path; what follows may be a signature. */
export function shownUrl({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}

/** @returns the content, or where it has moved to */
async function get(url: URL, env: Env, signal: AbortSignal): Promise<Buffer | string> {
  const proxy = proxyFor(url, env);
  const dispatcher = proxy === undefined ? new Agent() : new ProxyAgent(proxy);
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      headers: { accept: 'application/json, */*', 'user-agent': 'clawbench-k8s-action' },
    });
    const { location } = headers;
    if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) {
      return String(location);
    }
    if (statusCode !== 200) throw badBaseline(`${shownUrl(url)} answered ${statusCode}.`);
    return await readCapped(body, url);
  } finally {
    // Whatever was not read is of no interest.
    await dispatcher.destroy();
  }
}

async function readCapped(body: Readable, url: URL): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BYTES)
      throw badBaseline(`${shownUrl(url)} has over ${MAX_BYTES / 1e6} MB: no result has.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message}${code}`;
}

function badBaseline(message: string, cause?: unknown): ActionError {
  return new ActionError('bad-baseline', message, {
    cause,
    hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, to anybody who asks.',
  });
}
