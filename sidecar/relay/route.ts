import type { WireApi } from '../../src/protocol/relay.ts';

/** A request's target, taken apart. */
export interface Target {
  /** The first segment of the path. */
  provider: string;
  /** The rest of the path, with its slash; empty if there is none. */
  rest: string;
  query: URLSearchParams;
}

/**
 * Takes the target of a request apart, without changing what is forwarded.
 * @returns null for one that is no plain path, or that could lead out of a provider's base URL
 */
export function targetOf(written: string): Target | null {
  // Anything else is an absolute URL, an authority, or not from an HTTP client at all.
  if (!/^\/[\x21-\x7e]*$/.test(written) || /[\\#]/.test(written)) return null;
  const [pathname = '', ...query] = written.split('?');
  // Some servers take what follows two slashes for a host.
  if (pathname.includes('//') || leadsOut(pathname)) return null;
  const slash = pathname.indexOf('/', 1);
  return {
    provider: slash < 0 ? pathname.slice(1) : pathname.slice(1, slash),
    rest: slash < 0 ? '' : pathname.slice(slash),
    query: new URLSearchParams(query.join('?')),
  };
}

/** Servers decode a path once or more often, and some take a backslash for a slash. */
function leadsOut(pathname: string): boolean {
  let decoded = pathname;
  for (let round = 0; round < 4; round++) {
    if (/[\\\0\r\n]/.test(decoded)) return true;
    if (decoded.split('/').some((segment) => /^\.{1,2}(?:;.*)?$/.test(segment))) return true;
    const next = decodedOnce(decoded);
    if (next === decoded) return false;
    decoded = next;
  }
  return true;
}

function decodedOnce(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

/** Path and query for the provider: after the path of its base URL, without the token. */
export function upstreamPath(base: URL, { rest, query }: Target, token: string): string {
  const kept = [...query].filter(
    ([name, value]) => name !== 'key' && !value.includes(token) && !name.includes(token),
  );
  const search = new URLSearchParams(kept).toString();
  return `${base.pathname.replace(/\/+$/, '')}${rest}${search === '' ? '' : `?${search}`}` || '/';
}

/** What the protocols call to get something from a model, by the end of the path. */
const calls: Readonly<Record<WireApi, RegExp>> = {
  'openai-completions': /\/(?:chat\/completions|completions|responses|embeddings)$/,
  'openai-responses': /\/(?:chat\/completions|completions|responses|responses\/compact|embeddings)$/,
  'anthropic-messages': /\/messages(?:\/count_tokens)?$/,
  'google-generative-ai':
    /\/models\/[^/]+:(?:generateContent|streamGenerateContent|countTokens|embedContent|batchEmbedContents)$/,
};

/**
 * Whether a request is one for a model, or for the list of models. A key may do much more: read files, start jobs, manage
 * an account, and all that at costs that no answer tells.
 */
export function isModelCall(api: WireApi, method: string, rest: string): boolean {
  if (method === 'POST') return calls[api].test(rest);
  return (method === 'GET' || method === 'HEAD') && /\/models(?:\/[^?]+)?$/.test(rest);
}
