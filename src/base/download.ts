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
 * Downloads a file with an anonymous GET: it sends no token and no cookie.
 * @returns its bytes, at most 50 MB
 * @throws ActionError `bad-baseline`; its message has only the host and path of the address
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
          `${shownUrl(url)} redirects to ${next?.protocol ?? 'no address'}, which is not followed.`,
        );
      url = next;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isActionError(error)) throw error;
    if (deadline.aborted)
      throw badBaseline(`${shownUrl(url)} could not be downloaded within ${TIMEOUT_MS / 1000} s.`, error);
    throw badBaseline(`${shownUrl(url)} cannot be downloaded: ${wordsOf(error)}.`, error);
  }
  throw badBaseline(`${shownUrl(new URL(address))} redirects more than ${MOST_REDIRECTS} times.`);
}

/** Host and path, without the query, which may contain a signature. */
export function shownUrl({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}

/** @returns the content, or the address it redirects to */
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
    // Drops the rest of the response.
    await dispatcher.destroy();
  }
}

async function readCapped(body: Readable, url: URL): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_BYTES)
      throw badBaseline(`${shownUrl(url)} has over ${MAX_BYTES / 1e6} MB, which is too large for a result.`);
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
    hint: 'The address in "baseline" must serve the verdict.json or benchmark.json itself, without a login.',
  });
}
