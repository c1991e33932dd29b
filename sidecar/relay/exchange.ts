import { randomUUID } from 'node:crypto';
import type { Clock } from '../../src/base/ports.ts';
import type { WirePrice } from '../../src/protocol/price.ts';
import { NO_TOKENS } from '../../src/protocol/relay.ts';
import type { RequestClosed, WireRefusal } from '../../src/protocol/wire.ts';
import { sendAskingUsage } from './asking-usage.ts';
import type { Attempt } from './attempt.ts';
import type { Body } from './body.ts';
import type { Budget } from './budget.ts';
import type { Prices } from './catalog.ts';
import type { Client } from './client.ts';
import type { Provider, RelaySettings } from './config.ts';
import { forwardedHeaders } from './headers.ts';
import type { Hiding } from './hide.ts';
import { insteadOf } from './instead.ts';
import type { WireJournal } from './journal.ts';
import type { OwnAnswer } from './own-answer.ts';
import { passOn } from './pass-on.ts';
import type { Patience } from './patience.ts';
import { costOf } from './prices.ts';
import { spokenAt } from './protocols/table.ts';
import { readRequest, type RequestFacts } from './read-request.ts';
import type { BodyTap, Recorder } from './record.ts';
import { type Target, upstreamPath } from './route.ts';
import type { Upstream } from './upstream.ts';

/** A request for a model, before its body is read. */
export interface Call {
  /** When it came in, ms since the epoch. */
  at: number;
  provider: Provider;
  method: string;
  target: Target;
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[];
  /** Whether the relay itself asks, to find out if the model can be used. */
  isCheck: boolean;
}

export interface ExchangeParts {
  settings: RelaySettings;
  /** Takes keys out of what providers say. */
  hiding: Hiding;
  upstreamOf: (provider: Provider) => Upstream;
  /** Providers that refuse to be asked for the usage of a stream, as far as that is known. */
  refusingUsage: Set<Provider>;
  patience: Patience;
  budget: Budget;
  prices: Pick<Prices, 'of'>;
  journal: Pick<WireJournal, 'opened' | 'closed'>;
  /** Keeps bodies; undefined if they are not to be kept. */
  recorder: Recorder | undefined;
  clock: Clock;
}

/** How a request ended, as the journal has it. */
export type Ending = Omit<RequestClosed, 'kind'>;

/**
 * Forwards a request and its answer, and notes both. Whatever goes wrong with the provider, the client gets an error, or sees
 * its answer break off if a part of it is out already.
 */
export async function exchange(
  call: Call,
  body: Body,
  client: Client,
  parts: ExchangeParts,
): Promise<Ending> {
  const { provider, target } = call;
  const { name } = provider;
  const api = spokenAt(provider.api, target.rest);
  const { model, judgeModel } = parts.settings;
  const facts = readRequest({ api, path: target.rest, body }, { provider: name, model, judgeModel });
  const draft = opened(call, { ...facts, bytes: body.bytes }, parts);
  const kept = keepRequest(parts.recorder?.keep(draft.id, 'request'), body);
  try {
    const ended = await carriedOut(
      { call, body, facts, price: parts.prices.of(provider, facts.model), draft },
      client,
      parts,
    );
    const end = withoutKeys(ended, parts.hiding);
    parts.budget.spent(end.tokens, end.costUsd);
    parts.journal.closed(end);
    return end;
  } catch (error) {
    const message = 'The relay could not handle this request.';
    parts.journal.closed({ ...draft, at: parts.clock.now(), outcome: 'network', error: message });
    throw error;
  } finally {
    // The body is thrown away after this.
    await kept;
  }
}

/** What is parsed of an answer may be a key again, and agents see some of it. */
function withoutKeys(end: Ending, hiding: Hiding): Ending {
  const hidden = (value: string | null): string | null => (value === null ? null : hiding.text(value));
  return {
    ...end,
    error: hidden(end.error),
    servedModel: hidden(end.servedModel),
    finishReason: hidden(end.finishReason),
    providerRequestId: hidden(end.providerRequestId),
  };
}

async function keepRequest(tap: BodyTap | undefined, body: Body): Promise<void> {
  if (tap === undefined) return;
  try {
    for await (const chunk of body.open(0)) tap.push(chunk);
  } finally {
    tap.end();
  }
}

/** Answers a request that cannot be forwarded, and notes it. */
export function refuse(
  call: Call,
  refusal: WireRefusal,
  own: OwnAnswer,
  parts: Pick<ExchangeParts, 'journal' | 'clock'> & { client: Pick<Client, 'answer'> },
): void {
  const draft = opened(call, { model: '', purpose: 'other', run: null, bytes: 0 }, parts);
  parts.client.answer(own);
  parts.journal.closed({ ...draft, at: parts.clock.now(), outcome: 'refused', refusal, error: own.message });
}

type Opening = Pick<RequestFacts, 'model' | 'purpose' | 'run'> & { bytes: number };

/** Notes that a request came in. @returns what its end is if nothing more is known */
function opened(call: Call, facts: Opening, { journal }: Pick<ExchangeParts, 'journal'>): Ending {
  const { at, provider, target, isCheck } = call;
  const { model, run, bytes: requestBytes } = facts;
  const id = randomUUID();
  const purpose = isCheck ? 'check' : facts.purpose;
  const api = spokenAt(provider.api, target.rest);
  journal.opened({ id, at, provider: provider.name, api, model, purpose, run, requestBytes });
  return {
    id,
    at,
    outcome: 'client-gone',
    refusal: null,
    status: null,
    error: null,
    firstByteAt: null,
    silentMs: 0,
    attempts: 0,
    waitedMs: 0,
    retryAfterMs: null,
    servedModel: null,
    finishReason: null,
    callsTool: false,
    tokens: NO_TOKENS,
    estimated: false,
    costUsd: null,
    responseBytes: 0,
    providerRequestId: null,
  };
}

interface Ordered {
  call: Call;
  body: Body;
  facts: RequestFacts;
  /** Undefined if it is not known. */
  price: WirePrice | undefined;
  draft: Ending;
}

/** The caps were reached while the request waited. */
class OverCap extends Error {
  override readonly name = 'OverCap';
}

const inBackground: OwnAnswer = {
  status: 400,
  code: 'clawbench_relay',
  message: 'The relay forwards no requests that run in the background: no answer tells what they cost.',
};

/** @param cap what the budget says */
export const capReached = (cap: string): string => `The evaluation has reached its cap: ${cap}.`;

async function carriedOut(order: Ordered, client: Client, parts: ExchangeParts): Promise<Ending> {
  const { call, draft } = order;
  const { budget, clock, patience } = parts;
  const { provider } = call;
  if (order.facts.inBackground) {
    client.answer(inBackground);
    const { message: error } = inBackground;
    return { ...draft, at: clock.now(), outcome: 'refused', refusal: 'in-background', error };
  }
  const request = asForwarded(order, parts.settings.token);
  let heardAt = call.at;
  /** Whether the provider has the request, and has not answered it. */
  let isAsked = false;
  const send = async (signal: AbortSignal): Promise<Attempt> => {
    const cap = budget.refusal();
    if (cap !== null) throw new OverCap(cap);
    heardAt = clock.now();
    isAsked = true;
    const { refusingUsage: refusing } = parts;
    const asking = { provider, refusing, signal };
    const attempt = await sendAskingUsage(parts.upstreamOf(provider), request, asking);
    isAsked = attempt.kind === 'no-answer' && attempt.outcome === 'timeout';
    return attempt;
  };
  const ended = (changes: Partial<Ending>): Ending => {
    const at = clock.now();
    return { ...draft, at, silentMs: Math.max(0, at - heardAt), ...changes };
  };
  let sent: Awaited<ReturnType<Patience['run']>>;
  try {
    sent = await patience.run(provider.name, send, client.signal);
  } catch (error) {
    if (!(error instanceof OverCap)) throw error;
    const message = capReached(error.message);
    client.answer({ status: 402, code: 'clawbench_budget', message });
    return ended({ outcome: 'refused', refusal: 'budget', error: message, silentMs: 0 });
  }
  try {
    const { attempt, attempts, waitedMs, retryAfterMs } = sent;
    const soFar = { attempts, waitedMs, retryAfterMs, ...(isAsked ? unanswered(order) : {}) };
    if (attempt === null) return ended(soFar);
    const status = attempt.kind === 'answer' ? attempt.status : null;
    const instead = insteadOf(attempt, provider);
    if (instead !== null) {
      // It names the server, whose address may come from a variable.
      client.answer({ ...instead.own, message: parts.hiding.text(instead.own.message) });
      return ended({ ...soFar, status, outcome: instead.outcome, error: instead.error });
    }
    if (attempt.kind !== 'answer') throw new Error('an attempt without an answer has none to pass on');
    const { hiding, recorder } = parts;
    const heard = (): number => (heardAt = clock.now());
    const passed = await passOn(attempt, answeredBy(order), { client, hiding, recorder, heard });
    return ended({ ...soFar, ...passed });
  } finally {
    sent.release();
  }
}

/** What a request is taken to have cost that a provider read and did not answer: it may bill it, and does not tell. */
function unanswered({ facts, price }: Ordered): Partial<Ending> {
  if (!facts.generates) return {};
  const tokens = { ...NO_TOKENS, input: facts.estimatedInput };
  return { tokens, estimated: true, costUsd: costOf(tokens, price, null) };
}

function answeredBy({ call, facts, price, draft }: Ordered): Parameters<typeof passOn>[1] {
  return { id: draft.id, api: spokenAt(call.provider.api, call.target.rest), facts, price };
}

function asForwarded({ call, body, facts }: Ordered, token: string): Parameters<Upstream['send']>[0] {
  const { provider, target, method, rawHeaders } = call;
  return {
    method,
    path: upstreamPath(provider.base, target, token),
    headers: forwardedHeaders(rawHeaders, token, provider.headers),
    body,
    insert: facts.insert,
  };
}
