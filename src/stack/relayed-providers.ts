import { isObject } from '../base/json.ts';
import { isHeaderName, isHeaderValue } from '../protocol/header-rules.ts';
import { podVariables } from '../protocol/pod-variables.ts';
import { readPrice, type WirePrice } from '../protocol/price.ts';
import { RELAY_PORT, type RelayProvider, type WireApi, wireApis } from '../protocol/relay.ts';
import { type Mapping, referencesIn, secretVariable, valueAt, withValues } from './config-overlay.ts';
import { hostedProviders, isHosted } from './providers.ts';

/** A provider that the relay can forward to, and its entry in the gateway's config. */
interface Relayed {
  relay: RelayProvider;
  gateway: Mapping;
}

/** `why` finishes the sentence "The provider x …". */
export interface NotRelayed {
  why: string;
}

/** The gateway that is to use a provider. */
interface RelayedUse {
  /** It need not have the provider, if that is a hosted one. */
  config: Mapping;
  /** Provider keys that the gateway has, by their variables. */
  variables: ReadonlyMap<string, string>;
  /** Whether this OpenClaw works with the hosts of hosted providers being the relay. */
  knowsHosts: boolean;
}

/** What the gateway's config has for the relay's token. */
const TOKEN = `\${${podVariables.relayToken}}`;

/**
 * One provider of a gateway's config, sent through the relay. What is secret or decides where a request goes moves to the
 * relay; what decides how OpenClaw asks stays.
 * @param name in the config
 */
export function relayedProvider(name: string, gateway: RelayedUse): Relayed | NotRelayed {
  const { config, variables } = gateway;
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/.test(name))
    return { why: 'has a name that cannot be part of an address' };
  const found = valueAt(config, 'models.providers');
  const entry = isObject(found) && isObject(found[name]) ? found[name] : {};
  const hosted = isHosted(name) ? hostedProviders[name] : undefined;
  const models = modelsOf(entry);
  const api = apiOf(entry, models, hosted?.api);
  if (typeof api !== 'string') return api;
  const base = baseOf(entry['baseUrl'] ?? hosted?.baseUrl, api, variables);
  if (typeof base !== 'string') return base;
  const obstacle = obstacleIn(entry, models);
  if (obstacle !== undefined) return { why: obstacle };
  const key = keyOf(entry['apiKey'], hosted?.key, variables);
  if (typeof key === 'object' && key !== null) return key;
  const headers = headersOf(entry, key, variables);
  if ('why' in headers) return headers;
  const isUsual = hosted !== undefined && base === baseOf(hosted.baseUrl, api, variables);
  const host = isUsual && gateway.knowsHosts ? hosted.relayHost : '127.0.0.1';
  const own = gatewayEntry(entry, api, `http://${host}:${RELAY_PORT}/${name}`);
  const left = referencesIn(own).find(({ variable }) => variable !== podVariables.relayToken);
  if (left !== undefined) return { why: `refers to \${${left.variable}} at ${left.path.join('.')}` };
  const { key: ownKey, values } = headers;
  const foreign = referencesIn({ base, key: ownKey, values }).find(
    ({ variable }) => !variables.has(variable),
  );
  if (foreign !== undefined)
    return { why: `refers to \${${foreign.variable}}, which is no key of a provider` };
  const relay = { baseUrl: base, api, key: ownKey, headers: values, prices: pricesOf(models) };
  return { relay, gateway: own };
}

/** Hosts of hosted providers, which for the gateway are the relay. */
export const relayedHosts = Object.values(hostedProviders).map(({ relayHost }) => relayHost);

/**
 * The gateway's /etc/hosts, by which the hosts of hosted providers are the relay: OpenClaw asks a provider in another way, with
 * other tools even, if the address has another host.
 */
export const gatewayHosts = [
  '127.0.0.1 localhost',
  '::1 localhost ip6-localhost ip6-loopback',
  ...relayedHosts.map((host) => `127.0.0.1 ${host}`),
  '',
].join('\n');

/** What of a provider stays in the gateway's config. */
function gatewayEntry(entry: Mapping, api: WireApi, baseUrl: string): Mapping {
  const { headers: _headers, authHeader: _authHeader, auth: _auth, request: _request, ...rest } = entry;
  // Otherwise a name that is looked up to a private address is refused.
  return { ...rest, api, baseUrl, apiKey: TOKEN, request: { allowPrivateNetwork: true } };
}

function modelsOf(entry: Mapping): Mapping[] {
  const { models } = entry;
  return Array.isArray(models) ? models.filter(isObject) : [];
}

function apiOf(entry: Mapping, models: readonly Mapping[], usual: WireApi | undefined): WireApi | NotRelayed {
  // OpenClaw takes this one where an address is given without a protocol.
  const ofProvider = entry['api'] ?? usual ?? 'openai-completions';
  const asked = new Set(models.map((model) => model['api'] ?? ofProvider));
  if (models.length === 0) asked.add(ofProvider);
  const [api, ...others] = asked;
  if (others.length > 0) return { why: 'has models with different `api`' };
  const known = wireApis.find((each) => each === api);
  return known ?? { why: `has the api ${JSON.stringify(api)}, and the relay knows ${wireApis.join(', ')}` };
}

/** @returns the address to which the relay adds what follows the provider in the path of a request */
function baseOf(written: unknown, api: WireApi, variables: ReadonlyMap<string, string>): string | NotRelayed {
  if (written === undefined || written === null) return { why: 'has no `baseUrl`, and none is known for it' };
  const url = typeof written === 'string' ? parsed(withValues(written, variables)) : undefined;
  if (typeof written !== 'string' || url === undefined)
    return { why: 'has a `baseUrl` that is no address such as https://models.example.com/v1' };
  if (url.username !== '' || url.password !== '') return { why: 'has a user or a password in its `baseUrl`' };
  if (url.search !== '' || url.hash !== '') return { why: 'has a `baseUrl` with a query or a fragment' };
  const base = written.replace(/\/+$/, '');
  // OpenClaw adds /v1 to an address of this protocol unless it is there.
  if (api === 'anthropic-messages') return base.replace(/\/v1$/, '');
  const { baseUrl } = hostedProviders.google;
  return base === new URL(baseUrl).origin ? baseUrl : base;
}

/** An address that can be called; undefined for anything else. */
function parsed(address: string): URL | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.port !== '0' ? url : undefined;
}

/** What only a gateway that calls the provider itself can do. */
function obstacleIn(entry: Mapping, models: readonly Mapping[]): string | undefined {
  const request = isObject(entry['request']) ? entry['request'] : {};
  if (entry['auth'] === 'oauth' || entry['auth'] === 'aws-sdk') return `has the auth "${entry['auth']}"`;
  if (entry['localService'] !== undefined) return 'starts a server in the gateway (`localService`)';
  for (const field of ['proxy', 'tls'])
    if (request[field] !== undefined)
      return `has \`request.${field}\`: write \`https-proxy\` or \`ca-certificates\``;
  if (models.some((model) => model['baseUrl'] !== undefined))
    return 'has a model with a `baseUrl` of its own';
  if (models.some((model) => model['headers'] !== undefined)) return 'has a model with `headers` of its own';
  return undefined;
}

/** @returns the key with `${NAME}` for the relay's variables; null if there is none */
function keyOf(
  written: unknown,
  usual: string | undefined,
  variables: ReadonlyMap<string, string>,
): string | null | NotRelayed {
  // OpenClaw prefers the variable of a hosted provider to what its config says.
  if (usual !== undefined && variables.has(usual)) return `\${${usual}}`;
  if (written === undefined || written === null) return null;
  return textOf(written) ?? { why: 'has an `apiKey` that is not a text or a variable' };
}

type Headers = { values: Record<string, string>; key: string | null } | NotRelayed;

/** Headers of the connection and of its messages, which each request of the relay sets for itself. */
const ownHeaders =
  /^(?:host|content-length|transfer-encoding|connection|keep-alive|te|trailer|upgrade|expect)$/i;

function headersOf(entry: Mapping, key: string | null, variables: ReadonlyMap<string, string>): Headers {
  const request = isObject(entry['request']) ? entry['request'] : {};
  const written = [entry['headers'], request['headers']].flatMap((each) =>
    isObject(each) ? Object.entries(each) : [],
  );
  const values: Record<string, string> = {};
  for (const [name, value] of written) {
    const text = textOf(value);
    if (text === undefined) return { why: `has a header "${name}" that is not a text or a variable` };
    if (ownHeaders.test(name)) return { why: `has a header "${name}", which each request has of its own` };
    if (!isHeaderName(name) || !isHeaderValue(withValues(text, variables)))
      return { why: `has a header "${name}" whose name or value no header can have` };
    values[name] = text;
  }
  const auth = isObject(request['auth']) ? request['auth'] : {};
  const [header, value, prefix = ''] = authOf(auth, entry, key);
  if (header === undefined) return { values, key };
  const text = textOf(value);
  if (text === undefined) return { why: 'has a `request.auth` that is not a text or a variable' };
  return { values: { ...values, [header]: `${prefix}${text}` }, key: null };
}

/** The header in which the key is sent, where it is not the protocol's own. */
function authOf(
  auth: Mapping,
  entry: Mapping,
  key: string | null,
): [header?: string, value?: unknown, prefix?: string] {
  if (auth['mode'] === 'authorization-bearer') return ['Authorization', auth['token'], 'Bearer '];
  if (auth['mode'] === 'header') {
    const prefix = typeof auth['prefix'] === 'string' ? auth['prefix'] : '';
    return [String(auth['headerName']), auth['value'], prefix];
  }
  const isBearer = entry['authHeader'] === true || entry['auth'] === 'token';
  return isBearer && key !== null ? ['Authorization', key, 'Bearer '] : [];
}

/** A text of OpenClaw's config that may be a secret: as it is, or from a variable. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const variable = isObject(value) ? secretVariable(value) : undefined;
  return variable === undefined ? undefined : `\${${variable}}`;
}

/** Of the models that state one. */
function pricesOf(models: readonly Mapping[]): Record<string, WirePrice> {
  return Object.fromEntries(
    models.flatMap(({ id, cost }) =>
      typeof id === 'string' && isObject(cost) ? [[id, readPrice(cost)] as const] : [],
    ),
  );
}
