import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Agent, ProxyAgent, request } from 'undici';
import { lookupIn, zoneOf } from './network-zone.ts';
import { proxyFor } from './proxy.ts';
import { whyUnsafe } from './safe-address.ts';

const TIMEOUT_MS = 60_000;
const MOST_REDIRECTS = 3;

export interface DownloadOptions {
  /** Of what is downloaded; more is a problem. */
  maxBytes: number;
  /** For all of it. Default 60 s. */
  timeoutMs?: number;
  /** For the proxy. */
  env: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
}

/** Why a download failed. */
export interface DownloadProblem {
  /** A sentence without its end; of the address it has the host and the path only. */
  problem: string;
  /** What the server answered, if it answered and that was the problem. */
  status?: number;
  cause?: unknown;
}

/**
 * Downloads a file with an anonymous GET: it sends no token and no cookie.
 * @throws the signal's reason
 */
export async function download(
  address: string,
  options: DownloadOptions,
): Promise<{ bytes: Buffer } | DownloadProblem> {
  return await follow(address, options, async (body) => {
    const pieces: Buffer[] = [];
    for await (const piece of body) pieces.push(piece);
    return { bytes: Buffer.concat(pieces) };
  });
}

/** The same into a new file, in little memory. If it fails, part of the file may be there. */
export async function downloadFile(
  address: string,
  file: string,
  options: DownloadOptions,
): Promise<{ sha256: string } | DownloadProblem> {
  return await follow(address, options, async (body) => {
    const hash = createHash('sha256');
    const hashed = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        hash.update(piece);
        yield piece;
      }
    };
    await pipeline(body, hashed, createWriteStream(file, { flags: 'wx' }));
    return { sha256: hash.digest('hex') };
  });
}

/** Host and path, without the query, which may contain a signature. */
export function shownUrl({ host, pathname }: URL): string {
  return `${host}${pathname}`;
}

type Pieces = AsyncIterable<Buffer>;

async function follow<T extends object>(
  address: string,
  options: DownloadOptions,
  take: (body: Pieces) => Promise<T>,
): Promise<T | DownloadProblem> {
  const { signal, timeoutMs = TIMEOUT_MS } = options;
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const limits = { ...options, signal: deadline };
  const first = new URL(address);
  const reach = reachOf(first);
  let url = first;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const answer = await get({ url, reach }, limits, take);
      if (!('redirect' in answer)) return answer;
      const next = URL.canParse(answer.redirect, url.href) ? new URL(answer.redirect, url) : null;
      const problem = next === null ? 'no address' : reach.problemOf(next);
      if (next === null || problem !== null)
        return { problem: `${shownUrl(url)} redirects to ${problem}, which is not followed` };
      url = next;
    }
  } catch (cause) {
    signal.throwIfAborted();
    const problem = deadline.aborted
      ? `could not be downloaded within ${timeoutMs / 1000} s`
      : `cannot be downloaded: ${wordsOf(cause)}`;
    return { problem: `${shownUrl(url)} ${problem}`, cause };
  }
  return { problem: `${shownUrl(first)} redirects more than ${MOST_REDIRECTS} times` };
}

/**
 * Where redirects may lead. A server elsewhere must not choose what we ask of this machine or of the network around it;
 * one of that network may.
 */
interface Reach {
  /** Why an address must not be asked; null if it may. */
  problemOf(next: URL): string | null;
  /** Checks what a name turns out to be. */
  lookup: LookupFunction;
}

function reachOf(first: URL): Reach {
  let nearest = zoneOf(hostOf(first));
  return {
    problemOf(next) {
      if (whyUnsafe(next) !== null || (first.protocol === 'https:' && next.protocol !== 'https:'))
        return next.protocol;
      const isNearer = next.host !== first.host && zoneOf(hostOf(next)) < nearest;
      return isNearer ? `${next.host}, an address of this network` : null;
    },
    lookup: lookupIn((zone, host) => {
      if (host === hostOf(first)) nearest = zone;
      else if (zone < nearest) throw new Error(`${host} is an address of this network`);
    }),
  };
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** @returns what was taken of the content, or the address it redirects to */
async function get<T extends object>(
  { url, reach }: { url: URL; reach: Reach },
  { env, signal, maxBytes }: DownloadOptions,
  take: (body: Pieces) => Promise<T>,
): Promise<T | DownloadProblem | { redirect: string }> {
  const proxy = proxyFor(url, env);
  // A proxy looks names up by itself, and decides which addresses it connects to.
  const dispatcher =
    proxy === undefined ? new Agent({ connect: { lookup: reach.lookup } }) : new ProxyAgent(proxy);
  try {
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      headers: { accept: 'application/json, */*', 'user-agent': 'clawbench-k8s-action' },
    });
    const { location } = headers;
    if ([301, 302, 303, 307, 308].includes(statusCode) && location !== undefined) {
      return { redirect: String(location) };
    }
    if (statusCode !== 200) return { problem: `${shownUrl(url)} answered ${statusCode}`, status: statusCode };
    return await take(capped(body, maxBytes));
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return { problem: `${shownUrl(url)} has over ${maxBytes / 1e6} MB, which is too large`, status: 200 };
  } finally {
    // Drops the rest of the response.
    await dispatcher.destroy();
  }
}

class TooLarge extends Error {}

async function* capped(body: Readable, maxBytes: number): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw new TooLarge();
    yield piece;
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return `${error.message}${code}`;
}
