import { oneLine } from '../base/plain-text.ts';
import type { RequestClosed } from './wire.ts';
import type { OtherAnswer, WireTry, WireTurn } from './wire-runs.ts';

/** How a provider fails without an HTTP status. */
export const providerFailures = [
  'network',
  'timeout',
  'cut-stream',
  'empty-answer',
  'bad-answer',
  'wrong-model',
] as const;

/** An HTTP status, or how the provider failed without one. */
export type FailureCode = number | (typeof providerFailures)[number];

/** Why a try does not show what the model can do. */
export interface WireFault {
  class: 'provider-error' | 'over-cap' | 'relay-lost' | 'rate-limited' | 'dead-turn';
  /** Of a `provider-error`. */
  code: FailureCode | null;
  /** One sentence, which quotes untrusted text. */
  cause: string;
}

/** What the wire cannot tell of a try. */
export interface TryEnd {
  /** When the harness was done with it; null if that is not known. */
  endedAtMs: number | null;
  /** The harness said that it stopped the run for its time. */
  isStopped: boolean;
  /** The harness's limit for a turn. */
  turnLimitMs: number;
}

/**
 * When a run was over, by the time that the harness was busy with it: its last tool may have asked nothing for minutes.
 * @param durationMs 0 if the file of the run does not say  @returns null then
 */
export function endOfTry({ openedAt }: Pick<WireTry, 'openedAt'>, durationMs: number): number | null {
  return durationMs > 0 ? openedAt + durationMs : null;
}

/** ClawBench's own limit for a turn. */
export const TURN_LIMIT_MS = 180_000;

/** The harness's log has whole seconds. */
export const CLOCK_SLACK_MS = 2000;

/**
 * By exclusion: a try is the model's own if each of its turns ended in a complete answer of the model, was stopped for its
 * time, or met a limit of the model. Turns that are under way are taken for answered.
 * @returns why it is not; null if it is
 */
export function faultOf(tried: WireTry, end: TryEnd): WireFault | null {
  const [other] = tried.otherModels;
  if (tried.turns.length === 0 && other !== undefined)
    return providerError(
      'wrong-model',
      `Another model was asked than the one under test: ${oneLine(other, 160)}.`,
    );
  const endedAtMs = end.endedAtMs ?? tried.lastAt;
  const whole = { tookMs: endedAtMs - tried.openedAt, waitedMs: tried.spent.waitedMs };
  const helpers = helpersIn(tried.turns);
  const faults = tried.turns.flatMap((turn, index) => {
    // What a program of the agent that was left behind asks when the run is over.
    if (turn.openedAt > endedAtMs + CLOCK_SLACK_MS) return [];
    const next = tried.turns[index + 1];
    const tookMs = (next?.openedAt ?? endedAtMs) - turn.openedAt;
    // The first request of a turn comes seconds after its beginning.
    const isStopped = (next === undefined && end.isStopped) || tookMs >= 0.85 * end.turnLimitMs;
    const limited = tooLongWaited({ tookMs, waitedMs: turn.waitedMs }) ?? tooLongWaited(whole);
    const fault =
      takenOver(turn, tried.otherAnswers) ??
      faultOfTurn(turn, { answered: tried.answered, isStopped, limited });
    return fault === null || (helpers.has(turn) && isOfClient(fault, turn)) ? [] : fault;
  });
  // What ended a turn for no reason that is seen may follow from what ended another one.
  const worst = faults.find((fault) => fault.class !== 'dead-turn') ?? faults[0];
  return worst ?? (end.isStopped ? tooLongWaited(whole) : null);
}

/**
 * Turns that began while a turn of the harness went on: the conversations of helpers that the agent called, and what its programs
 * ask in the name of the run.
 * @param turns by their beginnings
 */
export function helpersIn(turns: readonly WireTurn[]): ReadonlySet<WireTurn> {
  const helpers = new Set<WireTurn>();
  for (const turn of turns) {
    // A helper may outlive the turn that called it: what begins beside it is none of its own.
    const isWithin = turns.some(
      (other) => !helpers.has(other) && other.openedAt < turn.openedAt && turn.openedAt <= other.lastAt,
    );
    if (isWithin) helpers.add(turn);
  }
  return helpers;
}

/** What is wrong with a request, not with the provider. */
const refusedRequests = new Set<FailureCode | null>([400, 405, 411, 413, 414, 415, 422, 431]);

/** Whether the one who asked may have caused a failure: an agent that is losing could spoil its run by it, and get another one. */
function isOfClient({ class: kind, code }: WireFault, { end }: WireTurn): boolean {
  if (kind === 'dead-turn' || end === 'lost') return true;
  const isRefused = typeof end === 'object' && end.refusal === 'too-many';
  return kind === 'provider-error' && (isRefused || code === 'empty-answer' || refusedRequests.has(code));
}

/** A gateway that falls back on another model goes on with the same conversation. */
function takenOver({ turn, end }: WireTurn, others: readonly OtherAnswer[]): WireFault | null {
  if (turn === '' || typeof end !== 'object' || end.outcome !== 'complete' || !end.callsTool) return null;
  const other = others.find((answer) => answer.turn === turn && answer.openedAt >= end.at);
  return other === undefined ? null : wentOn(other);
}

/**
 * An answer of another model to what nobody asked the one under test: not beside one of its turns, where it is that of a helper.
 * A gateway that saw the model fail in another run asks the next one at once.
 */
export function otherAlone({ turns, otherAnswers }: WireTry): WireFault | null {
  const other = otherAnswers.find(
    ({ openedAt, turn }) =>
      !turns.some((own) => own.turn === turn || (own.openedAt <= openedAt && openedAt <= own.lastAt)),
  );
  return other === undefined ? null : wentOn(other);
}

const wentOn = ({ model }: OtherAnswer): WireFault =>
  providerError('wrong-model', `Another model answered than the one under test: ${oneLine(model, 160)}.`);

interface Surroundings {
  /** The model answered at any time in the try. */
  answered: boolean;
  /** The turn's time was up. */
  isStopped: boolean;
  /** What to say of a turn without an end if waiting took its time. */
  limited: WireFault | null;
}

function faultOfTurn({ end, wrongModel }: WireTurn, around: Surroundings): WireFault | null {
  if (wrongModel !== null) {
    return providerError('wrong-model', `Another model answered than the one asked for: ${wrongModel}.`);
  }
  if (end === 'open') return null;
  if (end === 'lost') return relayLost('The relay ended while a request was under way.');
  switch (end.outcome) {
    case 'complete':
      // A call that is cut off by the limit of an answer cannot be followed.
      return end.callsTool && !isCutByLimit(end)
        ? stoppedOr(around, 'the model called a tool, and nothing followed')
        : null;
    case 'client-gone':
      return clientGone(end, around);
    case 'refused':
      return refused(end);
    case 'http-error':
      return isBeyondContext(end) && around.answered ? null : httpError(end, around);
    case 'empty':
      return isCutByLimit(end)
        ? null
        : providerError(
            'empty-answer',
            'The model provider ended its answer without a text or a call of a tool.',
          );
    case 'network':
      return providerError('network', `The model provider could not be reached${quoted(end)}.`);
    case 'timeout':
      return silence(end);
    case 'cut-stream':
      return providerError('cut-stream', `The model provider's answer broke off${quoted(end)}.`);
    case 'bad-answer':
    default:
      return providerError('bad-answer', `The model provider sent no answer in its protocol${quoted(end)}.`);
  }
}

/**
 * A provider that has been silent so long is not thinking. OpenClaw gives one up after 60 s, newer ones after 120 s, and the
 * harness ends a turn after 180 s.
 */
const SILENCE_MS = 50_000;

function clientGone(end: RequestClosed, around: Surroundings): WireFault | null {
  if (around.limited === null && end.silentMs >= SILENCE_MS) return silence(end);
  return stoppedOr(around, "the gateway left the model's answer before it was whole");
}

/** What ends a turn before its answer is there is the model's failure if its time was up, else the gateway's. */
function stoppedOr({ isStopped, limited }: Surroundings, what: string): WireFault | null {
  if (isStopped || limited !== null) return limited;
  return { class: 'dead-turn', code: null, cause: `The gateway ended a turn without an answer: ${what}.` };
}

/** A run whose waiting took this share of its time had too little left to be judged by. */
const WAITED_SHARE = 0.25;
/** Less is what any request waits for its turn, and times of the harness are in whole seconds. */
const LEAST_WAIT_MS = 5000;

function tooLongWaited({ tookMs, waitedMs }: { tookMs: number; waitedMs: number }): WireFault | null {
  if (waitedMs < LEAST_WAIT_MS || waitedMs < WAITED_SHARE * tookMs) return null;
  const cause = `The run's time was up after its requests had waited ${inSeconds(waitedMs)} for the provider's limits.`;
  return { class: 'rate-limited', code: null, cause };
}

function silence({ silentMs }: RequestClosed): WireFault {
  return providerError('timeout', `The model provider fell silent: nothing came for ${inSeconds(silentMs)}.`);
}

function refused(end: RequestClosed): WireFault {
  switch (end.refusal) {
    case 'too-large':
      return providerError(413, 'The relay refused a request: it was too large.');
    case 'too-many':
      return providerError(429, 'The relay refused a request: too many were under way.');
    case 'in-background':
      return providerError(400, 'The relay refused a request: it was to run in the background.');
    case 'budget':
      return {
        class: 'over-cap',
        code: null,
        cause: `A cap was reached before the run had ended${quoted(end)}.`,
      };
    case 'journal':
    case null:
    default:
      return relayLost(`The relay forwarded nothing${quoted(end)}.`);
  }
}

/** The model's own limit, if it had answered before: an endpoint that takes no prompt at all is set up wrong. */
function isBeyondContext({ status, error }: RequestClosed): boolean {
  return (
    (status === 400 || status === 413) &&
    /context.{0,20}(?:length|window|size)|prompt is too long|input.{0,40}exceeds the (?:maximum|limit)|maximum number of tokens/i.test(
      error ?? '',
    )
  );
}

/** The words of all protocols for an answer that the model itself ended early. */
const ownLimits = new Set([
  'length',
  'max_tokens',
  'max_output_tokens',
  'model_length',
  'model_context_window_exceeded',
  'content_filter',
  'refusal',
  'safety',
  'image_safety',
  'recitation',
  'blocklist',
  'prohibited_content',
  'spii',
  'language',
  'malformed_function_call',
  'unexpected_tool_call',
  'too_many_tool_calls',
]);

/** The model used up its tokens on thinking, its guard stopped it, or it called what is no tool: it had no more to say. */
function isCutByLimit({ finishReason }: RequestClosed): boolean {
  return ownLimits.has((finishReason ?? '').toLowerCase());
}

function httpError(end: RequestClosed, { answered }: Surroundings): WireFault {
  const status = end.status ?? 500;
  const when = answered ? 'Midway, the' : 'The';
  return providerError(status, `${when} model provider answered ${describeStatus(status)}${quoted(end)}.`);
}

const STATUS_MEANINGS: Readonly<Record<number, string>> = {
  401: 'the key was refused',
  402: 'the account has no credit',
  403: 'the key may not use this model',
  404: 'there is no such model',
  408: 'the request timed out',
  413: 'the request was too large',
  429: 'rate limit',
};

/** `429 (rate limit)` */
export function describeStatus(code: number): string {
  const meaning = STATUS_MEANINGS[code] ?? (code >= 500 ? 'server error' : 'request refused');
  return `${code} (${meaning})`;
}

const quoted = ({ error }: RequestClosed): string =>
  error === null || error.trim() === '' ? '' : `: ${oneLine(error, 160).replace(/[.…]+$/, '')}`;

const inSeconds = (ms: number): string => `${Math.round(ms / 1000)} s`;

const providerError = (code: FailureCode, cause: string): WireFault => ({
  class: 'provider-error',
  code,
  cause,
});
const relayLost = (cause: string): WireFault => ({ class: 'relay-lost', code: null, cause });
