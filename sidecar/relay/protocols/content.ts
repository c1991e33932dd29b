import { isObject } from '../../../src/base/json.ts';
import type { WireTokens } from '../../../src/protocol/relay.ts';
import { asAmount, asObjects, asText } from '../../json.ts';
import type { Heard, JsonObject, Said } from './protocol.ts';

/** The text of a message's content, which is a text or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return asObjects(content)
    .map((part) => asText(part['text']))
    .filter((text) => text !== '')
    .join('\n');
}

/** What a user says, part by part: the gateway may add parts to a message of the user. */
export function saidByUser(content: unknown): Said[] {
  const texts =
    typeof content === 'string' ? [content] : asObjects(content).map((part) => asText(part['text']));
  return texts.filter((text) => text !== '').map((text) => ({ role: 'user', text, callsTool: false }));
}

/** The name a provider gives a model; null if it gives none. */
export function nameIn(value: unknown, known: string | null): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : known;
}

/** Adds what the model wrote. */
export function heardText(heard: Heard, ...texts: readonly unknown[]): Heard {
  const said = texts.filter((text): text is string => typeof text === 'string' && text !== '');
  if (said.length === 0) return heard;
  return {
    ...heard,
    hasText: true,
    written: heard.written + said.reduce((sum, { length }) => sum + length, 0),
  };
}

/** Adds what a model wrote that is no answer to its user: its reasoning, the arguments of a tool. */
export function heardUnseen(heard: Heard, ...texts: readonly unknown[]): Heard {
  const written = texts.reduce<number>((sum, text) => sum + asText(text).length, heard.written);
  return written === heard.written ? heard : { ...heard, written };
}

/**
 * Usage as OpenAI and those who follow it report it: `prompt` includes what came from a cache. Null if nothing was counted,
 * which some servers report as zeros.
 */
export function usageOf(usage: {
  prompt: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}): WireTokens | null {
  const { prompt, output } = usage;
  if (prompt + output === 0) return null;
  const cacheRead = Math.min(usage.cacheRead, prompt);
  const cacheWrite = Math.min(usage.cacheWrite, prompt - cacheRead);
  return { input: prompt - cacheRead - cacheWrite, output, cacheRead, cacheWrite };
}

/**
 * An error as providers write it: in the field `error`, or as the whole object. Undefined if there is none.
 */
export function errorIn(event: JsonObject): Heard['error'] | undefined {
  const written = event['error'];
  const isWhole = event['type'] === 'error' || event['object'] === 'error';
  // Servers that fill in every field write an empty text or false for none.
  if (!written && !isWhole) return undefined;
  if (typeof written === 'string')
    return { status: statusOf([event['code'], event['type'], written]), message: written };
  const error = isObject(written) ? written : event;
  const words = asText(error['message']) || asText(error['code']) || asText(error['type']);
  return {
    status: statusOf([error['code'], error['status'], error['type']]),
    message: words || 'an error without words',
  };
}

/** The HTTP status that names of errors stand for; 500 if none of them is known. */
export function statusOf(names: readonly unknown[]): number {
  for (const name of names) {
    const number = typeof name === 'string' && /^[45]\d\d$/.test(name) ? Number(name) : asAmount(name);
    if (Number.isInteger(number) && number >= 400 && number <= 599) return number;
    const known = typeof name === 'string' && statuses.find(([pattern]) => pattern.test(name));
    if (known) return known[1];
  }
  return 500;
}

/** Of OpenAI, Anthropic, Google and vLLM, which differ in how they write them. */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/rate_?limit|too_?many_?requests|resource_exhausted|insufficient_quota|quota_exceeded/i, 429],
  [/billing|payment|insufficient_credit/i, 402],
  [/authentication|unauthenticated|invalid_api_key|unauthorized/i, 401],
  [/permission|forbidden/i, 403],
  [/not_?found/i, 404],
  [/request_too_large/i, 413],
  [/overloaded/i, 529],
  [/unavailable/i, 503],
  [/timeout|deadline_exceeded/i, 504],
  [/invalid_?(?:request|argument|prompt)|bad_?request|context_length_exceeded|failed_precondition/i, 400],
];
