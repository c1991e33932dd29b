import type { IncomingHttpHeaders } from 'node:http';
import { isObject } from '../../src/base/json.ts';
import { asObject, asText, parseObject } from '../json.ts';

/** Statuses of a provider that is overloaded or away, and not of a request that is wrong; 521–523 are Cloudflare's. */
const passing = new Set([429, 502, 503, 504, 521, 522, 523, 529]);

/** Codes and types of errors by which a provider says that the account has nothing left: time alone does not help. */
const usedUp =
  /^(insufficient_quota|exceeded_current_quota_error|billing_\w+|insufficient_(balance|credits?|funds)|quota_exceeded)$/i;
/** The same in words, of providers without a code for it. */
const usedUpWords =
  /\b(out of|no|insufficient|all( available)?) (credits?|balance|funds)\b|\bcredit balance\b/i;

/** A refusal that may be over after a while. */
export interface PassingRefusal {
  /** How long the provider asks to wait, ms; null if it does not say. */
  afterMs: number | null;
}

/** Whether a status can be one of a refusal that passes; if so, the body tells more. */
export const mayPass = (status: number): boolean => passing.has(status);

/**
 * What a refusal with such a status asks for; null if waiting does not help, because a quota or the credit is used up.
 * @param body as much of it as is known
 */
export function passingRefusal(
  { status, headers, body }: { status: number; headers: IncomingHttpHeaders; body: string },
  nowMs: number,
): PassingRefusal | null {
  const error = errorIn(body);
  const details = Array.isArray(error['details']) ? error['details'].filter(isObject) : [];
  if (status === 429 && (isUsedUp(error) || details.some(isOfTheDay))) return null;
  return { afterMs: retryAfterMs(headers, nowMs) ?? retryDelayIn(details) };
}

/** The object that describes the error: `error` in all protocols; Gemini's streams wrap it in a list. */
function errorIn(body: string): Record<string, unknown> {
  const parsed = parseObject(body) ?? parseObject(body.replace(/^\s*\[/, '').replace(/\]\s*$/, '')) ?? {};
  return isObject(parsed['error']) ? parsed['error'] : parsed;
}

function isUsedUp(error: Record<string, unknown>): boolean {
  return (
    [error['code'], error['type']].some((word) => usedUp.test(asText(word))) ||
    usedUpWords.test(asText(error['message']))
  );
}

/** Gemini's words for limits of a minute and of a day are the same; its details tell them apart. */
function isOfTheDay(detail: Record<string, unknown>): boolean {
  const { violations } = detail;
  return (
    Array.isArray(violations) && violations.some((one) => /PerDay/.test(asText(asObject(one)['quotaId'])))
  );
}

/** `{"@type": "…google.rpc.RetryInfo", "retryDelay": "37s"}` */
function retryDelayIn(details: readonly Record<string, unknown>[]): number | null {
  const delays = details.map((detail) => secondsIn(/^([\d.]+)s$/.exec(asText(detail['retryDelay']))?.[1]));
  const delay = delays.find((each) => each !== null) ?? null;
  return delay === null ? null : Math.min(delay, longestMs);
}

/**
 * How long the headers of a refusal ask to wait, ms; null if they do not say. `retry-after-ms` is of OpenAI and Azure,
 * `x-ratelimit-reset` of OpenRouter (Unix time in ms).
 */
export function retryAfterMs(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const ms = writtenMs(headers, nowMs);
  return ms === null ? null : Math.min(ms, longestMs);
}

/** No request waits that long. */
const longestMs = 30 * 24 * 3600 * 1000;

function writtenMs(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const text = (name: string): string => asText(headers[name]).trim();
  const ms = amount(text('retry-after-ms'));
  if (ms !== null) return ms;
  const seconds = secondsIn(text('retry-after'));
  if (seconds !== null) return seconds;
  // Date.parse takes much for a date that is none, such as "-5".
  const dateMs = Date.parse(/^[A-Z][a-z]{2,8}, .+ GMT$/.exec(text('retry-after'))?.[0] ?? '');
  if (Number.isFinite(dateMs)) return Math.max(0, dateMs - nowMs);
  const reset = amount(text('x-ratelimit-reset'));
  // Others mean seconds, from now or from 1970; only this reading is beyond doubt.
  return reset !== null && reset > 1e12 ? Math.max(0, reset - nowMs) : null;
}

function secondsIn(text: string | undefined): number | null {
  const seconds = amount(text ?? '');
  return seconds === null ? null : Math.round(seconds * 1000);
}

function amount(text: string): number | null {
  return /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : null;
}
