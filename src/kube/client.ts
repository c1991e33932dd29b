import type { Readable } from 'node:stream';
import { Agent, ProxyAgent } from 'undici';
import type { Dispatcher } from 'undici';
import { WebSocket } from 'ws';
import type { Cluster, Credentials, TlsOptions } from './cluster.ts';
import type { Clock, Log } from '../base/ports.ts';
import { KubeError } from './errors.ts';
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
import { transportError, transportFailure } from './transport-error.ts';
import { handshake } from './websocket.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  /** For messages, after "Could not": `read Pod bench/eval-0`. Default: method and path. */
  operation?: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  contentType?: string;
  /** For one attempt, body included. Default 30 s. */
  timeoutMs?: number;
  /** How long a request that may yet succeed is repeated. Default 120 s; 0 for one attempt. */
  retryForMs?: number;
  /** Instead of the connection's. */
  signal?: AbortSignal | undefined;
}

export interface KubeResponse<T> {
  body: T;
  /** What the server said in `Warning` headers. */
  warnings: string[];
}

export interface StreamOptions {
  operation?: string;
  query?: Query;
  /** For the headers of the answer; silence after them is no error. Default 30 s. */
  headersTimeoutMs?: number;
  /** Instead of the connection's. */
  signal?: AbortSignal | undefined;
}

export interface WebSocketOptions {
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
  /** Ends every request, stream and wait that is not given a signal of its own. */
  readonly signal: AbortSignal;
  /** Holds down what runs at the same time in one container (key: namespace/pod/container). */
  readonly execLimit: KeyedLimit;
  /**
   * Sends a request, again while it may yet succeed, and reads the JSON answer.
   * @throws KubeError; the signal's reason when it aborts
   */
  request<T>(method: Method, path: string, options?: RequestOptions): Promise<KubeResponse<T>>;
  /** One GET, unrepeated, whose answer is read as it comes. `body` must be consumed or destroyed. */
  stream(path: string, options?: StreamOptions): Promise<{ status: number; body: Readable }>;
  /** An open WebSocket, paused: add listeners, then `resume()` it. @throws KubeError, with what the server said if it refused */
  openWebSocket(path: string, protocols: string[], options?: WebSocketOptions): Promise<WebSocket>;
  /** Ends every connection. */
  close(): Promise<void>;
}

export interface KubeDeps {
  clock: Clock;
  log?: Log;
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

const REQUEST_TIMEOUT_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** A list of every pod of a large namespace fits; what is larger is not for us. */
const LARGEST_ANSWER_BYTES = 64 * 1024 * 1024;
/**
 * More than 25 concurrent execs wedge every exec in that container, for seconds to minutes; a few per
 * container are as fast as one may wish (1 MB in 80 ms each).
 */
const EXECS_PER_CONTAINER = 4;

/** Makes a client for `cluster`. Nothing is sent before the first request. */
export function connect(cluster: Cluster, deps: KubeDeps): Kube {
  const { clock, log } = deps;
  const ownSignal = deps.signal ?? new AbortController().signal;
  const server = new URL(cluster.server);
  const basePath = server.pathname.replace(/\/+$/, '');
  const sockets = new Set<WebSocket>();
  let pool: { tls: TlsOptions; dispatcher: Dispatcher } | undefined;

  function dispatcherFor(tls: TlsOptions): Dispatcher {
    if (pool && sameTls(pool.tls, tls)) return pool.dispatcher;
    // A plugin handed out a new client certificate. Running requests end on the old connections.
    void pool?.dispatcher.close();
    pool = { tls, dispatcher: newDispatcher(cluster.proxyUrl, tls) };
    return pool.dispatcher;
  }

  /** Runs `send` with our credentials and, when the server refuses those, once more with fresh ones. */
  async function authenticated<T>(send: (credentials: Credentials) => Promise<T>): Promise<T> {
    const credentials = await cluster.authenticate();
    try {
      return await send(credentials);
    } catch (error) {
      if (!(error instanceof KubeError) || error.status !== 401) throw error;
      const fresh = await cluster.authenticate({ fresh: true });
      if (sameCredentials(credentials, fresh)) throw error;
      return await send(fresh);
    }
  }

  async function sendOnce(
    credentials: Credentials,
    method: Method,
    path: string,
    options: { query?: Query | undefined; body?: string; contentType?: string; headersTimeoutMs: number },
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    return await dispatcherFor(credentials.tls).request({
      origin: server.origin,
      path: basePath + path + queryString(options.query),
      method,
      headers: {
        ...credentials.headers,
        accept: 'application/json',
        'user-agent': USER_AGENT,
        ...(options.body === undefined ? {} : { 'content-type': options.contentType ?? 'application/json' }),
      },
      body: options.body ?? null,
      headersTimeout: options.headersTimeoutMs,
      signal,
    });
  }

  async function request<T>(
    method: Method,
    path: string,
    options: RequestOptions = {},
  ): Promise<KubeResponse<T>> {
    const { signal = ownSignal, timeoutMs = REQUEST_TIMEOUT_MS, operation = `${method} ${path}` } = options;
    const body = options.body === undefined ? {} : { body: JSON.stringify(options.body) };
    const type = options.contentType === undefined ? {} : { contentType: options.contentType };
    const attempt = async (credentials: Credentials): Promise<KubeResponse<T>> => {
      signal.throwIfAborted();
      const deadline = startDeadline(timeoutMs, signal);
      try {
        const response = await sendOnce(
          credentials,
          method,
          path,
          { query: options.query, ...body, ...type, headersTimeoutMs: timeoutMs },
          deadline.signal,
        );
        const text = await readText(response.body, LARGEST_ANSWER_BYTES);
        if (text === undefined) throw transportFailure(operation, server.origin, 'AnswerTooLarge');
        if (response.statusCode >= 400) throw answerOf(operation, response, text);
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller knows what it asked for
        const parsed = parseJson(text, operation, server.origin) as T;
        return { body: parsed, warnings: warningsOf(response.headers) };
      } catch (error) {
        throw explain(error, operation, deadline, signal);
      } finally {
        deadline.stop();
      }
    };
    const budgetMs = options.retryForMs ?? RETRY_BUDGET_MS;
    return await withRetries(() => authenticated(attempt), { budgetMs, clock, log, signal });
  }

  async function stream(
    path: string,
    options: StreamOptions = {},
  ): Promise<{ status: number; body: Readable }> {
    const { signal = ownSignal, operation = `GET ${path}`, headersTimeoutMs = REQUEST_TIMEOUT_MS } = options;
    return await authenticated(async (credentials) => {
      signal.throwIfAborted();
      // Covers connecting and the headers; the caller's signal goes on to cover the body.
      const deadline = startDeadline(headersTimeoutMs, signal);
      try {
        const sendOptions = { query: options.query, headersTimeoutMs };
        const response = await sendOnce(credentials, 'GET', path, sendOptions, deadline.signal);
        deadline.stopTimer();
        response.body.once('close', deadline.stop);
        if (response.statusCode < 400) return { status: response.statusCode, body: response.body };
        const text = await readText(response.body, LARGEST_ERROR_BYTES);
        throw answerOf(operation, response, text ?? '');
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
    return await authenticated(async (credentials) => {
      signal.throwIfAborted();
      const socket = new WebSocket(url, protocols, {
        ...(credentials.agent === undefined ? {} : { agent: credentials.agent }),
        headers: { ...credentials.headers, 'user-agent': USER_AGENT },
        handshakeTimeout: timeoutMs,
        followRedirects: false,
        perMessageDeflate: false,
        maxPayload: LARGEST_MESSAGE_BYTES,
      });
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      await handshake(socket, operation, server.origin, signal);
      return socket;
    });
  }

  function explain(
    error: unknown,
    operation: string,
    deadline: Deadline,
    signal: AbortSignal | undefined,
  ): unknown {
    if (signal?.aborted) return signal.reason;
    if (deadline.hasPassed()) return transportFailure(operation, server.origin, 'NoAnswer', undefined, error);
    return error instanceof KubeError ? error : transportError(operation, server.origin, error);
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
      await pool?.dispatcher.destroy();
    },
  };
}

const USER_AGENT = 'clawbench-k8s-action';
/** The API server sends exec output in messages of at most 32 KiB. */
const LARGEST_MESSAGE_BYTES = 16 * 1024 * 1024;

function newDispatcher(proxyUrl: string | undefined, tls: TlsOptions): Dispatcher {
  const options = {
    // One stream per connection: a stalled log then delays nothing else.
    allowH2: false,
    // undici's 4 s would make every poll of 5 s connect anew.
    keepAliveTimeout: 60_000,
    bodyTimeout: 0,
  };
  const connectOptions = { timeout: CONNECT_TIMEOUT_MS, keepAlive: true, keepAliveInitialDelay: 30_000 };
  if (proxyUrl === undefined) return new Agent({ ...options, connect: { ...connectOptions, ...tls } });
  return new ProxyAgent({ ...options, connect: connectOptions, uri: proxyUrl, requestTls: tls });
}

function answerOf(operation: string, response: Dispatcher.ResponseData, text: string): KubeError {
  return answeredError(operation, response.statusCode, text, retryAfterMs(response.headers));
}

function parseJson(text: string, operation: string, server: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw transportFailure(operation, server, 'NotKubernetes', undefined, error);
  }
}

function sameCredentials(a: Credentials, b: Credentials): boolean {
  return JSON.stringify(a.headers) === JSON.stringify(b.headers) && sameTls(a.tls, b.tls);
}

const tlsFields = ['ca', 'cert', 'key', 'pfx', 'passphrase', 'servername', 'rejectUnauthorized'] as const;

function sameTls(a: TlsOptions, b: TlsOptions): boolean {
  return tlsFields.every((field) => String(a[field]) === String(b[field]));
}
