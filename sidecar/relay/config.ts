import { ActionError } from '../../src/base/errors.ts';
import { isObject } from '../../src/base/json.ts';
import { isHeaderName, isHeaderValue } from '../../src/protocol/header-rules.ts';
import { podVariables } from '../../src/protocol/pod-variables.ts';
import { readPrice, type WirePrice } from '../../src/protocol/price.ts';
import { type RelayConfig, type RelayFenceWish, type WireApi, wireApis } from '../../src/protocol/relay.ts';
import type { Env } from '../config.ts';
import { asAmount, parseObject } from '../json.ts';
import { authentication } from './headers.ts';

/** A provider as the relay calls it: nothing is left to look up. */
export interface Provider {
  name: string;
  api: WireApi;
  /** Without a slash at the end of its path. */
  base: URL;
  /** What is set in every request, in lower case: the authentication and the headers of the config. */
  headers: Readonly<Record<string, string>>;
  prices: Readonly<Record<string, WirePrice>>;
}

export interface RelaySettings extends Omit<RelayConfig, 'providers'> {
  token: string;
  providers: ReadonlyMap<string, Provider>;
  /** What no client may see: keys, and values of variables that headers name. */
  secrets: readonly string[];
}

/** What comes before the second slash in the path of a request. */
const providerName = /^[A-Za-z0-9_][A-Za-z0-9._-]*$/;

/** Like OpenClaw, which takes upper case alone. `$${NAME}` is the text `${NAME}`. */
const reference = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;

/** Shorter ones could be guessed. */
const shortestToken = 16;

/** The token of the relay's clients; empty if there is none that can be used. */
export function readToken(env: Env): string {
  const token = env[podVariables.relayToken]?.trim() ?? '';
  return token.length < shortestToken ? '' : token;
}

/** @throws ActionError bad-config that lists everything wrong at once, without the values of variables */
export function readRelaySettings(env: Env): RelaySettings {
  const problems: string[] = [];
  const token = readToken(env);
  if (token === '') problems.push(`${podVariables.relayToken} has fewer than ${shortestToken} characters`);
  const config = parseObject(env[podVariables.relayConfig] ?? '');
  if (config === undefined) problems.push(`${podVariables.relayConfig} is not a JSON object`);
  const { model, judgeModel = null, record = false } = config ?? {};
  if (config !== undefined && (typeof model !== 'string' || !model.includes('/')))
    problems.push('model is not <provider>/<id>');
  const secrets = new Set<string>();
  const providers = new Map<string, Provider>();
  const written = config?.['providers'] ?? {};
  if (!isObject(written)) problems.push('providers is not an object');
  for (const [name, raw] of Object.entries(isObject(written) ? written : {})) {
    const answer = readProvider(name, raw, env);
    for (const value of answer.secrets) secrets.add(value);
    problems.push(...answer.problems.map((problem) => `provider "${name}": ${problem}`));
    if (answer.provider !== undefined) providers.set(name, answer.provider);
  }
  if (problems.length > 0)
    throw new ActionError('bad-config', `The config of the relay is wrong: ${problems.join('; ')}.`);
  return {
    token,
    providers,
    secrets: [...secrets],
    model: String(model),
    judgeModel: typeof judgeModel === 'string' ? judgeModel : null,
    maxCostUsd: limitOf(config?.['maxCostUsd']),
    maxTokens: limitOf(config?.['maxTokens']),
    rateLimitWaitMs: asAmount(config?.['rateLimitWaitMs']),
    record: record === true,
    fence: readFence(config?.['fence']),
  };
}

function readFence(raw: unknown): RelayFenceWish | null {
  if (!isObject(raw)) return null;
  return {
    tries: raw['tries'] === 'metadata' ? 'metadata' : 'api-server',
    isRequired: raw['isRequired'] !== false,
  };
}

interface ProviderAnswer {
  provider?: Provider;
  problems: string[];
  secrets: string[];
}

function readProvider(name: string, raw: unknown, env: Env): ProviderAnswer {
  const problems: string[] = [];
  const secrets: string[] = [];
  if (!isObject(raw)) return { problems: ['it is not an object'], secrets };
  if (!providerName.test(name)) problems.push('its name is no part of a path');
  const resolved = (field: string, text: unknown): string => {
    if (typeof text !== 'string') {
      problems.push(`${field} is not a text`);
      return '';
    }
    const { value, used, missing } = resolveVariables(text, env);
    secrets.push(...used);
    // Where it is a part of the host, that is told in lower case.
    if (field === 'baseUrl') secrets.push(...used.map((each) => each.toLowerCase()));
    for (const variable of missing)
      problems.push(`${field} names ${variable}, which the relay does not have`);
    return value;
  };
  const api = wireApis.find((known) => known === raw['api']);
  if (api === undefined) problems.push(`api "${String(raw['api'])}" is none of ${wireApis.join(', ')}`);
  const base = readBase(resolved('baseUrl', raw['baseUrl']));
  if (typeof base === 'string') problems.push(base);
  const key = raw['key'] === null || raw['key'] === undefined ? null : resolved('key', raw['key']).trim();
  if (key !== null && key !== '') secrets.push(key);
  const own = isObject(raw['headers']) ? raw['headers'] : {};
  const headers = Object.fromEntries(
    Object.entries(own).map(([header, text]) => [header.toLowerCase(), resolved(`header ${header}`, text)]),
  );
  problems.push(...badHeaders(headers));
  if (key !== null && !isHeaderValue(key)) problems.push('key has characters that no header can hold');
  if (api === undefined || typeof base === 'string' || problems.length > 0) return { problems, secrets };
  return {
    provider: {
      name,
      api,
      base,
      headers: { ...authentication(api, key), ...headers },
      prices: readPrices(raw['prices']),
    },
    problems,
    secrets,
  };
}

/** @returns a problem instead if the address cannot be one of an endpoint */
function readBase(text: string): URL | string {
  if (!URL.canParse(text)) return 'baseUrl is no URL: write it like https://models.example.com/v1';
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) return `baseUrl begins with ${url.protocol}, not with http: or https:`;
  if (url.username !== '' || url.password !== '')
    return 'baseUrl holds a user or password: write them as a header';
  if (url.search !== '' || url.hash !== '')
    return 'baseUrl has a query or fragment: only a path may come after the host';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

/**
 * Puts the values of variables into a text.
 * @returns also the values that were used, and the names of variables that are unset or empty
 */
function resolveVariables(text: string, env: Env): { value: string; used: string[]; missing: string[] } {
  const used: string[] = [];
  const missing: string[] = [];
  const value = text.replace(reference, (whole, escape: string, name: string) => {
    if (escape !== '') return whole.slice(1);
    const found = env[name]?.trim() ?? '';
    (found === '' ? missing : used).push(found === '' ? name : found);
    return found;
  });
  return { value, used, missing };
}

function badHeaders(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    if (!isHeaderName(name)) return [`"${name}" is no name of a header`];
    return isHeaderValue(value) ? [] : [`header ${name} has characters that no header can hold`];
  });
}

/** By id of the model. */
export function readPrices(raw: unknown): Record<string, WirePrice> {
  const rows = Object.entries(isObject(raw) ? raw : {});
  return Object.fromEntries(
    rows.flatMap(([model, price]) => (isObject(price) ? [[model, readPrice(price)] as const] : [])),
  );
}

const limitOf = (raw: unknown): number | null =>
  typeof raw === 'number' && Number.isFinite(raw) && raw >= 0 ? raw : null;
