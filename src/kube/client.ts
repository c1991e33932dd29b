import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import { WebSocket } from 'ws';
import type { KnownSecrets } from '../base/clean.ts';
import type { Clock, Log } from '../base/ports.ts';
import { authenticated } from './authenticated.ts';
import type { Cluster, Credentials } from './cluster.ts';
import { connections } from './connections.ts';
import { isKubeError, type KubeError } from './errors.ts';
import {
  LARGEST_ERROR_BYTES,
  queryString,
  readText,
  retryAfterMs,
  startDeadline,
  warningsOf,
} from './http.ts';
import type { Deadline, Query } from './http.ts';
import { keyedLimit } from './limit.ts';
import type { KeyedLimit } from './limit.ts';
import { RETRY_BUDGET_MS, withRetries } from './retry.ts';
import { answeredError } from './status.ts';
import { type Peer, transportError, transportFailure } from './transport-error.ts';
import { LARGEST_MESSAGE_BYTES, handshake } from './websocket.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  /** For messages, after "Could not": `read Pod bench/eval-0`. Default: method and path. */
  operation?: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
  /** For one attempt, including the body. Default 30 s. */
  timeoutMs?: number;
  /** How long a request that may still succeed is retried. Default 120 s; 0 for a single attempt. */
  retryForMs?: number;
  /** Instead of the connection's. */
  signal?: AbortSignal | undefined;
}

interface KubeResponse<T> {
  body: T;
  /** The texts of the `Warning` headers. */
  warnings: string[];
}

interface StreamOptions {
  operation?: string;
  query?: Query;
  /** For the headers of the response; silence after them is not an error. Default 30 s. */
  headersTimeoutMs?: number;
  /** Instead of the connection's. */
  signal?: AbortSignal | undefined;
}

interface WebSocketOptions {
  operation?: string;
  query?: Query;
  /** For the handshake. Default 30 s. */
  timeoutMs?: number;
  /** Instead of the connection's. */
  signal?: AbortSignal | undefined;
}

/** A connection to one API server: one pool of sockets, one identity. */
export interface Kube {
  readonly cluster: Cluster;
  readonly clock: Clock;
  readonly log: Log | undefined;
  /** Ends every request, stream and wait that has no signal of its own. */
  readonly signal: AbortSignal;
  /** Limits the concurrent execs in one container (key: namespace/pod/container). */
  readonly execLimit: KeyedLimit;
  /**
   * Sends a request, retries it while it may still succeed, and reads the JSON response.
   * @throws KubeError; the signal's reason when it aborts
   */
  request<T>(method: Method, path: string, options?: RequestOptions): Promise<KubeResponse<T>>;
  /** A single GET, without retries, whose response is streamed. `body` must be consumed or destroyed. */
  stream(path: string, options?: StreamOptions): Promise<{ status: number; body: Readable }>;
  /** An open WebSocket, paused: add listeners, then `resume()` it. @throws KubeError, with the server's reason if it refused */
  openWebSocket(path: string, protocols: string[], options?: WebSocketOptions): Promise<WebSocket>;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface KubeDeps {
  clock: Clock;
  log?: Log;
  /** Replaced in what errors quote of the API server. */
  secrets?: KnownSecrets;
  /** By default one that never aborts. */
  signal?: AbortSignal;
}

/** The same connection for work that ends when `signal` aborts. */
export function withSignal(kube: Kube, signal: AbortSignal): Kube {
  const bound = <T extends { signal?: AbortSignal | undefined }>(options: T | undefined): T =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field but the signal is optional or kept
    ({ ...options, signal: options?.signal ?? signal }) as T;
  return {
    ...kube,
    signal,
    request: (method, path, options) => kube.request(method, path, bound(options)),
    stream: (path, options) => kube.stream(path, bound(options)),
    openWebSocket: (path, protocols, options) => kube.openWebSocket(path, protocols, bound(options)),
  };
}

/** One request, ready to be sent. */
interface WireRequest {
  method: Method;
  path: string;
  query: Query | undefined;
  body?: string | undefined;
  contentType?: string | undefined;
  headersTimeoutMs: number;
  signal: AbortSignal;
}

const REQUEST_TIMEOUT_MS = 30_000;
/** Enough for a list of every pod in a large namespace. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
/** More than 25 concurrent execs block every exec in that container for seconds to minutes; 4 are fast enough (1 MB in 80 ms). */
const EXECS_PER_CONTAINER = 4;

/** Makes a client for `cluster`. Nothing is sent before the first request. */
export function connect(cluster: Cluster, deps: KubeDeps): Kube {
  const { clock, log, secrets } = deps;
  const ownSignal = deps.signal ?? new AbortController().signal;
  const server = new URL(cluster.server);
  const basePath = server.pathname.replace(/\/+$/, '');
  const sockets = new Set<WebSocket>();
  const pool = connections(server, cluster.proxyUrl);
  const peer: Peer = { server: server.origin, trust: cluster.trust };

  async function sendOnce(credentials: Credentials, wire: WireRequest): Promise<Dispatcher.ResponseData> {
    return await pool.dispatcher(credentials.tls).request({
      origin: server.origin,
      path: basePath + wire.path + queryString(wire.query),
      method: wire.method,
      headers: {
        ...credentials.headers,
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(wire.body === undefined ? {} : { 'content-type': wire.contentType ?? 'application/json' }),
      },
      body: wire.body ?? null,
      headersTimeout: wire.headersTimeoutMs,
      signal: wire.signal,
    });
  }

  async function request<T>(
    method: Method,
    path: string,
    options: RequestOptions = {},
  ): Promise<KubeResponse<T>> {
    const { signal = ownSignal, timeoutMs = REQUEST_TIMEOUT_MS, operation = `${method} ${path}` } = options;
    const { query, contentType } = options;
    const body = options.body === undefined ? undefined : JSON.stringify(options.body);
    const attempt = async (credentials: Credentials): Promise<KubeResponse<T>> => {
      const deadline = startDeadline(timeoutMs, signal);
      try {
        const response = await sendOnce(credentials, {
          method,
          path,
          query,
          body,
          contentType,
          headersTimeoutMs: timeoutMs,
          signal: deadline.signal,
        });
        const text = await readText(response.body, LARGEST_ANSWER_BYTES);
        if (text === undefined) throw transportFailure(operation, peer, 'AnswerTooLarge');
        if (response.statusCode >= 400) throw refusal(operation, response, text, options.body);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows what it asked for
        const parsed = parseJson(text, operation, peer) as T;
        return { body: parsed, warnings: warningsOf(response.headers) };
      } catch (error) {
        throw explain(error, operation, deadline, signal);
      } finally {
        deadline.stop();
      }
    };
    const budgetMs = options.retryForMs ?? RETRY_BUDGET_MS;
    return await withRetries(() => authenticated(cluster, signal, attempt), { budgetMs, clock, log, signal });
  }

  async function stream(
    path: string,
    options: StreamOptions = {},
  ): Promise<{ status: number; body: Readable }> {
    const { signal = ownSignal, operation = `GET ${path}`, headersTimeoutMs = REQUEST_TIMEOUT_MS } = options;
    return await authenticated(cluster, signal, async (credentials) => {
      // For connecting and the headers; the body has only the caller's signal.
      const deadline = startDeadline(headersTimeoutMs, signal);
      try {
        const response = await sendOnce(credentials, {
          method: 'GET',
          path,
          query: options.query,
          headersTimeoutMs,
          signal: deadline.signal,
        });
        deadline.stopTimer();
        response.body.once('close', deadline.stop);
        if (response.statusCode < 400) return { status: response.statusCode, body: response.body };
        const text = await readText(response.body, LARGEST_ERROR_BYTES);
        throw refusal(operation, response, text ?? '');
      } catch (error) {
        deadline.stop();
        throw explain(error, operation, deadline, signal);
      }
    });
  }

  async function openWebSocket(
    path: string,
    protocols: string[],
    options: WebSocketOptions = {},
  ): Promise<WebSocket> {
    const { signal = ownSignal, operation = `open ${path}`, timeoutMs = REQUEST_TIMEOUT_MS } = options;
    const url = `${server.origin.replace(/^http/, 'ws')}${basePath}${path}${queryString(options.query)}`;
    return await authenticated(cluster, signal, async (credentials) => {
      const socket = new WebSocket(url, protocols, {
        createConnection: pool.opener(credentials.tls),
        headers: { ...credentials.headers, 'user-agent': USER_AGENT },
        followRedirects: false,
        perMessageDeflate: false,
        maxPayload: LARGEST_MESSAGE_BYTES,
      });
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      // Covers a proxy, too, on which ws would wait for ever.
      const deadline = startDeadline(timeoutMs, signal);
      try {
        await handshake(socket, { operation, peer, clock, signal: deadline.signal });
        return socket;
      } catch (error) {
        throw explain(error, operation, deadline, signal);
      } finally {
        deadline.stop();
      }
    });
  }

  function refusal(
    operation: string,
    response: Dispatcher.ResponseData,
    text: string,
    sent?: unknown,
  ): KubeError {
    const waitMs = retryAfterMs(response.headers, clock.now());
    return answeredError(operation, response.statusCode, text, { retryAfterMs: waitMs, sent, secrets });
  }

  function explain(error: unknown, operation: string, deadline: Deadline, signal: AbortSignal): unknown {
    if (signal.aborted) return signal.reason;
    if (deadline.hasPassed()) return transportFailure(operation, peer, 'NoAnswer', { cause: error });
    return isKubeError(error) ? error : transportError(operation, peer, error);
  }

  return {
    cluster,
    clock,
    log,
    signal: ownSignal,
    execLimit: keyedLimit(EXECS_PER_CONTAINER),
    request,
    stream,
    openWebSocket,
    async close() {
      for (const socket of sockets) socket.terminate();
      await pool.destroy();
    },
  };
}

const USER_AGENT = 'clawbench-k8s-action';

function parseJson(text: string, operation: string, peer: Peer): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw transportFailure(operation, peer, 'NotKubernetes', { cause: error });
  }
}
