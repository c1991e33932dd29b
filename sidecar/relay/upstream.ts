import {
  Agent as PlainAgent,
  type ClientRequest,
  type IncomingMessage,
  request as plainRequest,
} from 'node:http';
import { Agent as SecureAgent, request as secureRequest } from 'node:https';
import { pipeline } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { proxyFor } from '../../src/base/proxy.ts';
import type { Env } from '../config.ts';
import { cleanWords, errorText } from '../words.ts';
import type { Attempt } from './attempt.ts';
import type { Body } from './body.ts';
import type { RequestHeaders } from './headers.ts';
import { proxyAddress, ProxyError, proxyLogin, tunnelAgent } from './tunnel.ts';

/** A request as the provider gets it. */
interface UpstreamRequest {
  method: string;
  /** With the query. */
  path: string;
  headers: RequestHeaders;
  body: Body;
  /** Put after the body's first `{`; mostly empty. */
  insert: string;
}

export interface Upstream {
  /** @throws the signal's reason */
  send(request: UpstreamRequest, signal: AbortSignal): Promise<Attempt>;
  /** Ends all connections. */
  close(): void;
}

export interface UpstreamTimes {
  /** Until a connection is open, with TLS and all. */
  connectMs: number;
  /** How long a provider may send nothing. Clients of their own give up earlier, by what they know of the model. */
  silenceMs: number;
}

const usualTimes: UpstreamTimes = { connectMs: 15_000, silenceMs: 600_000 };

/** A kept connection that the server had closed is reset as soon as the request arrives. */
const staleMs = 2000;

/** Connections to the server of a base URL, through the proxy that the environment names for it. */
export function openUpstream(base: URL, env: Env, times: UpstreamTimes = usualTimes): Upstream {
  const proxyUrl = proxyFor(base, env);
  const proxy = proxyUrl === undefined ? undefined : new URL(proxyUrl);
  const isSecure = base.protocol === 'https:';
  // A connection that the provider is about to close must not be used again; Node also heeds its Keep-Alive header.
  const pool = { keepAlive: true, maxSockets: Infinity, maxFreeSockets: 64, timeout: 55_000 };
  // Proxies forward what is not encrypted, and open tunnels for https alone.
  const isForwarded = proxy !== undefined && !isSecure;
  const start = (isForwarded ? proxy.protocol === 'https:' : isSecure) ? secureRequest : plainRequest;
  const agent = isForwarded
    ? newAgent(proxy.protocol === 'https:')
    : proxy === undefined
      ? newAgent(isSecure)
      : tunnelAgent(proxy, pool);
  function newAgent(secure: boolean): PlainAgent {
    return secure ? new SecureAgent(pool) : new PlainAgent(pool);
  }
  const address = isForwarded
    ? proxyAddress(proxy)
    : { hostname: base.hostname.replace(/^\[|\]$/g, ''), port: Number(base.port) || (isSecure ? 443 : 80) };

  const attempt = async (
    sent: UpstreamRequest,
    signal: AbortSignal,
  ): Promise<Attempt & { isStale?: true }> => {
    const startedAt = Date.now();
    const request = start({
      ...address,
      agent,
      method: sent.method,
      path: isForwarded ? `${base.origin}${sent.path}` : sent.path,
      headers: {
        ...sent.headers,
        host: base.host,
        ...(isForwarded && proxyLogin(proxy)),
        ...lengthOf(sent),
      },
      timeout: times.silenceMs,
      signal,
    });
    try {
      const response = await answerTo(request, sent, times);
      if (isForwarded && response.statusCode === 407)
        throw new ProxyError('the proxy refused to connect: HTTP 407');
      return answered(response, times);
    } catch (error) {
      request.destroy();
      signal.throwIfAborted();
      const isStale = request.reusedSocket && Date.now() - startedAt < staleMs && !(error instanceof Silence);
      return { ...unanswered(error), ...(isStale && { isStale }) };
    }
  };

  return {
    async send(request, signal) {
      const first = await attempt(request, signal);
      // A kept connection that the server closed just then: it never read the request.
      return first.isStale ? await attempt(request, signal) : first;
    },
    close: () => agent.destroy(),
  };
}

/** The server, or the way to it, stayed silent. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

async function answerTo(
  request: ClientRequest,
  sent: UpstreamRequest,
  times: UpstreamTimes,
): Promise<IncomingMessage> {
  return await new Promise((resolve, reject) => {
    const connecting = setTimeout(
      () => request.destroy(new Error(`no connection within ${times.connectMs / 1000} s`)),
      times.connectMs,
    );
    const connected = (): void => clearTimeout(connecting);
    request.once('socket', (socket) => {
      if (request.reusedSocket) connected();
      else socket.once('encrypted' in socket ? 'secureConnect' : 'connect', connected);
    });
    request.once('close', connected);
    request.once('response', (response) => {
      connected();
      resolve(response);
    });
    request.once('upgrade', (_, socket) => {
      socket.destroy();
      // Node tells of it by no error.
      reject(new Error('it switched to another protocol (HTTP 101)'));
    });
    request.on('timeout', () => request.destroy(new Silence(`nothing came for ${times.silenceMs / 1000} s`)));
    request.on('error', reject);
    sendBody(request, sent, reject);
  });
}

function sendBody(
  request: ClientRequest,
  { body, insert }: UpstreamRequest,
  failed: (error: Error) => void,
): void {
  const at = insert === '' ? 0 : body.head.indexOf('{') + 1;
  const begun = at === 0 ? Buffer.alloc(0) : Buffer.concat([body.head.subarray(0, at), Buffer.from(insert)]);
  if (body.content !== null) {
    // In one piece, which leaves together with the headers.
    request.end(at === 0 ? body.content : Buffer.concat([begun, body.content.subarray(at)]));
    return;
  }
  writeAll(request, begun, body.open(at)).catch(failed);
}

/** Waits until each chunk is out of this process, because the next one may take its place. @throws the connection's error */
async function writeAll(request: ClientRequest, first: Buffer, chunks: AsyncIterable<Buffer>): Promise<void> {
  let closed = (): void => undefined;
  // The callback of a write may never come once the connection is gone.
  const gone = new Promise<void>((resolve) => (closed = resolve));
  request.once('close', closed);
  const written = async (chunk: Buffer): Promise<void> =>
    await new Promise((resolve, reject) => {
      request.write(chunk, (error) => (error ? reject(error) : resolve()));
    });
  if (first.length > 0) request.write(first);
  for await (const chunk of chunks) {
    await Promise.race([gone, written(chunk)]);
    if (request.destroyed || request.closed) return;
  }
  request.end();
}

function lengthOf({ method, body, insert }: UpstreamRequest): Record<string, string> {
  if (body.bytes === 0) return method === 'POST' ? { 'content-length': '0' } : {};
  const isInserted = insert !== '' && body.head.includes('{');
  return { 'content-length': String(body.bytes + (isInserted ? Buffer.byteLength(insert) : 0)) };
}

function answered(response: IncomingMessage, times: UpstreamTimes): Attempt {
  // By then the request is over for Node, which no longer tells it of a silent socket.
  response.setTimeout(times.silenceMs, () =>
    response.destroy(new Silence(`nothing came for ${times.silenceMs / 1000} s`)),
  );
  const { headers, statusCode: status = 502 } = response;
  const { 'content-encoding': encoding, 'content-length': _, ...others } = headers;
  const decoder = decoderFor(encoding);
  if (decoder === undefined) return { kind: 'answer', status, headers, body: response };
  return { kind: 'answer', status, headers: others, body: pipeline(response, decoder, () => undefined) };
}

/** For servers that compress though they were asked not to: what is compressed can be neither read nor cleaned. */
function decoderFor(encoding = ''): ReturnType<typeof createGunzip> | undefined {
  const asItComes = { flush: constants.Z_SYNC_FLUSH };
  if (/^(?:x-)?gzip$/i.test(encoding)) return createGunzip(asItComes);
  if (/^deflate$/i.test(encoding)) return createInflate(asItComes);
  if (/^br$/i.test(encoding)) return createBrotliDecompress({ flush: constants.BROTLI_OPERATION_FLUSH });
  return undefined;
}

function unanswered(error: unknown): Attempt {
  if (error instanceof Silence)
    return { kind: 'no-answer', outcome: 'timeout', error: `it is silent: ${error.message}` };
  return { kind: 'no-answer', outcome: 'network', error: networkWords(error) };
}

const wordsOfCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'it refused the connection',
  ENOTFOUND: 'its name cannot be resolved',
  EAI_AGAIN: 'its name cannot be resolved at the moment',
  ECONNRESET: 'it closed the connection without an answer',
  EPIPE: 'it closed the connection without an answer',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by no CA that is trusted here',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by no CA that is trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by no CA that is trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by no CA that is trusted here',
};

/** What went wrong on the way to a server, with the code by which others know it. */
function networkWords(error: unknown): string {
  if (error instanceof ProxyError) return cleanWords(error.message);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = wordsOfCodes[code];
  if (known !== undefined) return `${known} (${code})`;
  if (code === 'EPROTO') return `${handshakeWords(error)} (${code})`;
  return cleanWords(code === '' ? errorText(error) : `${errorText(error)} (${code})`);
}

/** What OpenSSL says of a server that answers no TLS, as one does whose address should begin with http. */
const noTls = /wrong version number|packet length too long|http request|record layer failure/i;

/** OpenSSL puts its reason between names of its routines and files. */
function handshakeWords(error: unknown): string {
  const reason = /SSL routines:[^:]*:([^:]+)/.exec(errorText(error))?.[1] ?? '';
  if (noTls.test(reason)) return 'it answers without TLS, so that its address may have to begin with http:';
  return `it made no TLS connection${reason === '' ? '' : `: ${reason}`}`;
}
