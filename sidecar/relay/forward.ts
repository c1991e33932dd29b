import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Attempt } from './attempt.ts';
import { type Body, BodyTooLarge, maxBodyBytes, readBody } from './body.ts';
import type { Provider } from './config.ts';
import { answeredHeaders, forwardedHeaders } from './headers.ts';
import { hiddenIn, hiding } from './hide.ts';
import { answerItself, type OwnAnswer } from './own-answer.ts';
import { type Target, upstreamPath } from './route.ts';
import type { Upstream, UpstreamRequest } from './upstream.ts';

/** A request that may be forwarded, and to whom. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  provider: Provider;
  target: Target;
}

export interface ForwardParts {
  token: string;
  secrets: readonly string[];
  upstreamOf: (provider: Provider) => Upstream;
  /** Aborts when the relay is stopped. */
  signal: AbortSignal;
}

/**
 * Forwards a request and its answer. Whatever goes wrong with the provider, the client gets an error, or sees its
 * connection break if a part of the answer is out already.
 * @throws what went wrong with the client's connection, or with this program
 */
export async function forward(exchange: Exchange, parts: ForwardParts): Promise<void> {
  const { request, response, provider } = exchange;
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
    return answerItself(response, tooLarge, provider.api);
  if (request.headers.expect !== undefined) response.writeContinue();
  const signal = AbortSignal.any([parts.signal, whenGone(response)]);
  let body: Body;
  try {
    body = await readBody(request);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    return answerItself(response, tooLarge, provider.api);
  }
  try {
    const attempt = await parts.upstreamOf(provider).send(asForwarded(exchange, body, parts.token), signal);
    const own = insteadOf(attempt, provider);
    if (own !== null) return answerItself(response, own, provider.api);
    if (attempt.kind === 'answer') await passOn(attempt, response, parts.secrets);
  } finally {
    await body.dispose();
  }
}

const tooLarge: OwnAnswer = {
  status: 413,
  code: 'clawbench_relay',
  message: `The relay takes requests of at most ${maxBodyBytes / 1024 / 1024} MiB.`,
};

/** Aborts when the client goes away before it has its answer. */
function whenGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'));
  });
  return gone.signal;
}

function asForwarded({ request, provider, target }: Exchange, body: Body, token: string): UpstreamRequest {
  return {
    method: request.method ?? 'GET',
    path: upstreamPath(provider.base, target, token),
    headers: forwardedHeaders(request.rawHeaders, token, provider.headers),
    body,
    insert: '',
  };
}

/** What the client gets instead of an answer that it cannot use, or that did not come; null for one to pass on. */
function insteadOf(attempt: Attempt, { name, base }: Provider): OwnAnswer | null {
  if (attempt.kind === 'no-answer') {
    const status = attempt.outcome === 'timeout' ? 504 : 502;
    return {
      status,
      code: 'clawbench_upstream',
      message: `${name} (${base.host}) gave no answer: ${attempt.error}.`,
    };
  }
  const { status, headers, body } = attempt;
  if (status < 300 || status >= 400 || headers.location === undefined) return null;
  body.destroy();
  // Whoever follows it comes to the provider without a key.
  const message = `${name} (${base.host}) redirects to another address (HTTP ${status}): write that one as its base URL.`;
  return { status: 502, code: 'clawbench_upstream', message };
}

/** @throws if the answer breaks off, or the client goes away; the other side is then cut off too */
async function passOn(
  { status, headers, body }: Extract<Attempt, { kind: 'answer' }>,
  response: ServerResponse,
  secrets: readonly string[],
): Promise<void> {
  response.writeHead(
    status,
    answeredHeaders(headers, (value) => hiddenIn(value, secrets)),
  );
  response.flushHeaders();
  await pipeline(body, hiding(secrets), response);
}
