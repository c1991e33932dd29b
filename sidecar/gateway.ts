import { setTimeout as sleep } from 'node:timers/promises';
import { ActionError } from '../src/base/errors.ts';
import { asObject, asText, parseObject } from './json.ts';
import { cleanWords, errorText } from './words.ts';

/** The gateway answered a request with an error. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly code: string;
  readonly detail: string;
  constructor(code: string, message: string, detail: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** An open WebSocket to the gateway, after the handshake. */
export interface Gateway {
  /** Version of OpenClaw, for example `2026.7.35`. */
  version: string;
  /**
   * @throws GatewayRefusal if the gateway answers with an error; Error if it does not answer, or the connection is lost
   */
  call(method: string, params: Record<string, unknown>, timeoutMs?: number): Promise<Record<string, unknown>>;
  close(): void;
}

export interface GatewayAddress {
  port: number;
  token: string;
}

const defaultCallTimeoutMs = 30_000;

/**
 * Waits until the JSON body of the gateway's /readyz says that it is ready. The status alone proves nothing: even
 * before it is ready, the gateway answers any path with 200 and a web page. Polling from this process costs next to
 * nothing, whereas a probe that starts a Node process each time slows down the starting gateway several times over.
 * @returns for how many milliseconds the gateway has been up
 * @throws ActionError gateway-not-ready with the last answer
 */
export async function waitUntilReady(port: number, timeoutMs: number, signal: AbortSignal): Promise<number> {
  const deadline = performance.now() + timeoutMs;
  let last = 'it did not answer';
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const answer = await readiness(port);
    if (typeof answer === 'number') return answer;
    last = answer;
    await pause(150, signal);
  }
  throw new ActionError(
    'gateway-not-ready',
    `The OpenClaw gateway was not ready after ${Math.round(timeoutMs / 1000)} s: ${last}.`,
    { hint: 'Look at the gateway log; give it more CPU or memory, or raise "startup-timeout".' },
  );
}

/** Milliseconds the gateway has been up, or why it is not ready. */
export async function readiness(port: number): Promise<number | string> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, {
      signal: AbortSignal.timeout(2000),
      redirect: 'manual',
    });
    const text = (await response.text()).slice(0, 10_000);
    const body = parseObject(text);
    if (body === undefined)
      return `it answered ${response.status} with something other than a readiness report`;
    if (body['ready'] === true) return typeof body['uptimeMs'] === 'number' ? body['uptimeMs'] : 0;
    return `it reports ${cleanWords(text, [], 200)}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    return `its port ${port} does not answer (${cleanWords(errorText(cause), [], 100)})`;
  }
}

/** How often a gateway is asked for its age. */
const agePollMs = 2000;
/** The clocks of two processes need not run alike. */
const ageSlackMs = 1000;

/**
 * Whether the gateway was started after a moment, so that all connections from before are lost.
 * @param sinceMs of `performance.now()`
 * @returns undefined if it does not answer; false also of one that does not tell its age
 */
export async function wasStartedSince(port: number, sinceMs: number): Promise<boolean | undefined> {
  // By the time of the question: an answer that comes late would make it look younger.
  const askedMs = performance.now();
  const uptimeMs = await readiness(port);
  if (typeof uptimeMs === 'string') return undefined;
  return uptimeMs > 0 && uptimeMs + ageSlackMs < askedMs - sinceMs;
}

/** Waits until the gateway was started again. @returns false if the signal aborted first */
export async function untilStartedSince(
  port: number,
  sinceMs: number,
  signal: AbortSignal,
): Promise<boolean> {
  while (!signal.aborted) {
    await pause(agePollMs, signal).catch(() => undefined);
    if ((await wasStartedSince(port, sinceMs)) === true) return !signal.aborted;
  }
  return false;
}

/**
 * Connects, and tries again until the deadline while the gateway hangs up or does not answer: it opens its port before
 * it is ready for handshakes.
 * @throws ActionError bad-config for a wrong token, gateway-incompatible for any other refusal, gateway-not-ready if no
 *   handshake succeeded in time
 */
export async function connect(
  address: GatewayAddress,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Gateway> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await handshake(address, Math.min(10_000, Math.max(1000, deadline - performance.now())));
    } catch (error) {
      if (error instanceof GatewayRefusal) throw refusalOf(error, address);
      if (performance.now() >= deadline) {
        throw new ActionError(
          'gateway-not-ready',
          `The OpenClaw gateway is ready but accepts no connection: ${cleanWords(errorText(error), [address.token])}.`,
          { cause: error },
        );
      }
      await pause(250, signal);
    }
  }
}

function refusalOf(error: GatewayRefusal, address: GatewayAddress): ActionError {
  const words = cleanWords(error.message, [address.token]);
  if (error.detail.startsWith('AUTH_')) {
    return new ActionError('bad-config', `The gateway refused the token: ${words}.`, {
      hint: 'The gateway and the eval must get the same OPENCLAW_GATEWAY_TOKEN.',
    });
  }
  return new ActionError('gateway-incompatible', `The gateway refused the handshake: ${words}.`, {
    hint: 'Choose an OpenClaw version that ClawBench is known to work with.',
  });
}

/** https://docs.openclaw.ai/gateway/protocol */
async function handshake({ port, token }: GatewayAddress, timeoutMs: number): Promise<Gateway> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const pending = new Map<string, PromiseWithResolvers<Record<string, unknown>>>();
  const challenge = Promise.withResolvers<void>();
  let lost: Error | undefined;
  let nextId = 1;

  const fail = (error: Error): void => {
    lost ??= error;
    challenge.reject(lost);
    for (const request of pending.values()) request.reject(lost);
    pending.clear();
  };
  // A rejection that is not awaited yet must not end the process.
  challenge.promise.catch(() => undefined);
  socket.addEventListener('error', () => fail(new Error('the connection failed')));
  socket.addEventListener('close', (event) => {
    fail(new Error(`it closed the connection (${[event.code, event.reason].join(' ').trim()})`));
  });
  socket.addEventListener('message', (event) => {
    const frame = typeof event.data === 'string' ? parseObject(event.data) : undefined;
    if (frame?.['type'] === 'event' && frame['event'] === 'connect.challenge') challenge.resolve();
    if (frame?.['type'] !== 'res') return;
    const request = pending.get(String(frame['id']));
    pending.delete(String(frame['id']));
    if (frame['ok'] === true) request?.resolve(asObject(frame['payload']));
    else request?.reject(refusalIn(frame['error']));
  });

  const call: Gateway['call'] = async (method, params, callTimeoutMs = defaultCallTimeoutMs) => {
    if (lost !== undefined) throw lost;
    const id = String(nextId++);
    const request = Promise.withResolvers<Record<string, unknown>>();
    pending.set(id, request);
    socket.send(JSON.stringify({ type: 'req', id, method, params }));
    return withTimeout(request.promise, callTimeoutMs, `no answer to ${method}`).finally(() =>
      pending.delete(id),
    );
  };

  try {
    await withTimeout(challenge.promise, timeoutMs, 'no challenge');
    const hello = await call(
      'connect',
      {
        minProtocol: 3,
        maxProtocol: 4,
        // The only identity that every version accepts on loopback without a paired device. It must come without an
        // Origin header; Node's WebSocket sends none.
        client: { id: 'gateway-client', version: '1', platform: 'linux', mode: 'backend' },
        role: 'operator',
        scopes: [
          'operator.admin',
          'operator.read',
          'operator.write',
          'operator.approvals',
          'operator.pairing',
        ],
        caps: [],
        commands: [],
        permissions: {},
        auth: { token },
      },
      timeoutMs,
    );
    const version = asObject(hello['server'])['version'];
    return { version: typeof version === 'string' ? version : 'unknown', call, close: () => socket.close() };
  } catch (error) {
    socket.close();
    throw error;
  }
}

function refusalIn(raw: unknown): GatewayRefusal {
  const error = asObject(raw);
  const detail = asObject(error['details'])['code'];
  return new GatewayRefusal(
    asText(error['code']) || 'UNKNOWN',
    asText(error['message']) || 'no reason given',
    asText(detail),
  );
}

async function withTimeout<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  const timer = Promise.withResolvers<never>();
  const handle = setTimeout(() => timer.reject(new Error(`${what} within ${timeoutMs / 1000} s`)), timeoutMs);
  try {
    return await Promise.race([promise, timer.promise]);
  } finally {
    clearTimeout(handle);
  }
}

/** Resolves after `ms`; rejects with the signal's reason if it aborts first. */
export async function pause(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    throw signal?.aborted === true ? signal.reason : error;
  });
}
