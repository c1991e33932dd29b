import type { IncomingMessage, ServerResponse } from 'node:http';
import { type BodyReader, BodyRefused, maxBodyBytes } from './body.ts';
import type { Provider } from './config.ts';
import type { Client } from './client.ts';
import { type Call, exchange, type ExchangeParts, refuse } from './exchange.ts';
import { answerItself, type OwnAnswer } from './own-answer.ts';
import type { Places } from './places.ts';
import type { Target } from './route.ts';

/** A request of a client that may be forwarded, and to whom. */
export interface Incoming {
  request: IncomingMessage;
  response: ServerResponse;
  provider: Provider;
  target: Target;
}

export interface ForwardParts extends ExchangeParts {
  places: Places;
  bodies: BodyReader;
  /** Aborts when the relay is stopped. */
  signal: AbortSignal;
}

/** Forwards a client's request. @throws what went wrong with the client's connection, or with this program */
export async function forward(incoming: Incoming, parts: ForwardParts): Promise<void> {
  const { request, response, provider, target } = incoming;
  const { method = '', rawHeaders } = request;
  const call: Call = { at: parts.clock.now(), provider, method, target, rawHeaders, isCheck: false };
  const client = clientOf(incoming, parts.signal);
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes)
    return refuse(call, 'too-large', tooLarge, { ...parts, client });
  const leave = await parts.places.enter(client.signal);
  if (leave === null) return refuse(call, 'too-many', tooMany, { ...parts, client });
  try {
    if (request.headers.expect !== undefined) response.writeContinue();
    const body = await parts.bodies.read(request, client.signal);
    try {
      await exchange(call, body, client, parts);
      // Who went away gets nothing, and neither does anybody when the relay is stopped.
      if (!response.headersSent) response.destroy();
    } finally {
      await body.dispose();
    }
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error;
    refuse(call, error.refusal, error.refusal === 'too-large' ? tooLarge : tooMany, { ...parts, client });
  } finally {
    leave();
  }
}

function clientOf({ response, provider }: Incoming, stopped: AbortSignal): Client {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Error('the client went away'));
  });
  return {
    signal: AbortSignal.any([stopped, gone.signal]),
    begin(status, headers) {
      response.writeHead(status, headers);
      // Else they wait for the first chunk, by which clients know that a slow model is at work.
      response.flushHeaders();
      return response;
    },
    answer: (own) => answerItself(response, own, provider.api),
  };
}

const tooLarge: OwnAnswer = {
  status: 413,
  code: 'clawbench_relay',
  message: `The relay takes requests of at most ${maxBodyBytes / 1024 / 1024} MiB.`,
};
const tooMany: OwnAnswer = {
  status: 429,
  code: 'clawbench_relay',
  message: 'Too many requests at a time.',
  retryAfterSeconds: 5,
};
