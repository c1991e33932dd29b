import type { IncomingHttpHeaders } from 'node:http';
import type { WireApi } from '../../src/protocol/relay.ts';
import type { Hiding } from './hide.ts';

/** Headers of a request, by their names in lower case. */
export type RequestHeaders = Record<string, string | string[]>;

/** They speak of one connection, not of the message (RFC 9110, 7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Where the protocols put keys, and so where clients put the token. */
const keyHeaders = ['authorization', 'x-api-key', 'x-goog-api-key', 'api-key'] as const;

/** Set anew for the provider, or could make its servers take the request for another one. */
const droppedFromRequests = new Set([
  ...hopByHop,
  ...keyHeaders,
  'host',
  'content-length',
  'expect',
  'accept-encoding',
  // By these, parts of an answer or another encoding of it could be had, in which no key is recognized.
  'accept-charset',
  'range',
  'if-range',
  'cookie',
  'forwarded',
  'via',
  'x-host',
  'x-original-host',
  'x-real-ip',
  'x-original-url',
  'x-rewrite-url',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);

const droppedFromAnswers = new Set([...hopByHop, 'set-cookie', 'alt-svc']);

const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });

const keyHeaderOf: Readonly<Record<WireApi, (key: string) => Record<string, string>>> = {
  'openai-completions': bearer,
  'openai-responses': bearer,
  'anthropic-messages': (key) => ({ 'x-api-key': key }),
  'google-generative-ai': (key) => ({ 'x-goog-api-key': key }),
};

/** The headers by which a provider knows a key; none without one. */
export function authentication(api: WireApi, key: string | null): Record<string, string> {
  return key === null || key === '' ? {} : keyHeaderOf[api](key);
}

/** What a client shows in place of a key, wherever its protocol puts that. */
export function shownTokens(headers: IncomingHttpHeaders, query: URLSearchParams): string[] {
  const inHeaders = keyHeaders.flatMap((name) => headers[name] ?? []);
  return [...inHeaders.map((value) => value.replace(/^bearer\s+/i, '').trim()), ...query.getAll('key')];
}

/**
 * The headers of a client's request as the provider gets them.
 * @param raw names and values in turn, as `IncomingMessage.rawHeaders`
 * @param own what the provider's config sets
 */
export function forwardedHeaders(
  raw: readonly string[],
  token: string,
  own: Readonly<Record<string, string>>,
): RequestHeaders {
  const headers: RequestHeaders = {};
  const connection = pairs(raw).flatMap(([name, value]) => (name === 'connection' ? [value] : []));
  const named = namedIn(connection.join(','));
  for (const [name, value] of pairs(raw)) {
    const isDropped = droppedFromRequests.has(name) || named.has(name) || name.startsWith('x-forwarded-');
    if (isDropped || value.includes(token)) continue;
    const earlier = headers[name];
    headers[name] = earlier === undefined ? value : [earlier, value].flat();
  }
  return { ...headers, 'accept-encoding': 'identity', ...own };
}

/** The headers of a provider's answer as the client gets them, without keys. */
export function answeredHeaders(
  headers: IncomingHttpHeaders,
  hiding: Pick<Hiding, 'text' | 'isPlainName'>,
): Record<string, string> {
  const named = namedIn(headers.connection ?? '');
  const kept = Object.entries(headers).filter(
    ([name]) => !droppedFromAnswers.has(name) && !named.has(name) && hiding.isPlainName(name),
  );
  return Object.fromEntries(
    kept.map(([name, value]) => [name, hiding.text([value ?? ''].flat().join(', '))]),
  );
}

/** The headers that `Connection` names, which are of the connection too. */
function namedIn(connection: string): Set<string> {
  return new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
}

function pairs(raw: readonly string[]): [name: string, value: string][] {
  const found: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    found.push([(raw[at] ?? '').toLowerCase(), raw[at + 1] ?? '']);
  return found;
}
