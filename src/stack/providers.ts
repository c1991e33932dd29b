import { ActionError } from '../base/errors.ts';
import { isObject } from '../base/json.ts';
import type { WireApi } from '../protocol/relay.ts';
import { type Mapping, valueAt } from './config-overlay.ts';

export interface ProviderRow {
  /** Environment variable from which OpenClaw reads the key. The key input is named after it. */
  readonly key: string;
  /** Finishes the sentence "Key for …". */
  readonly keyFor: string;
  /** Another name that models are written with. */
  readonly alias?: string;
  /** Name of the API that OpenClaw calls. */
  readonly protocol: string;
  /** The same by its name in OpenClaw. */
  readonly api: WireApi;
  /** Where OpenClaw calls it, if its config has no other address. */
  readonly baseUrl: string;
  /** A host that OpenClaw takes for the provider's own, and that is the relay for the gateway. */
  readonly relayHost: string;
  /** Where the price of a model comes from. */
  readonly priceSource: string;
}

/**
 * Model providers with a key input, by their names in OpenClaw. Everything else about them is derived: the input and its
 * description, the prefixes that `model` names, the messages about missing keys, what a gateway's Secret may hold, and
 * the table in docs/providers.md.
 */
export const hostedProviders = {
  openai: {
    key: 'OPENAI_API_KEY',
    keyFor: 'OpenAI models, or for the endpoint of `openai-api-base`',
    protocol: 'OpenAI Responses',
    api: 'openai-responses',
    baseUrl: 'https://api.openai.com/v1',
    relayHost: 'api.openai.com',
    priceSource: "OpenClaw's catalog",
  },
  anthropic: {
    key: 'ANTHROPIC_API_KEY',
    keyFor: 'Anthropic models',
    protocol: 'Anthropic Messages',
    api: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com',
    relayHost: 'api.anthropic.com',
    priceSource: "OpenClaw's catalog",
  },
  openrouter: {
    key: 'OPENROUTER_API_KEY',
    keyFor: 'models served through OpenRouter',
    protocol: 'OpenAI Chat Completions',
    api: 'openai-completions',
    baseUrl: 'https://openrouter.ai/api/v1',
    // OpenClaw gets prices from openrouter.ai itself.
    relayHost: 'relay.openrouter.ai',
    priceSource: "OpenRouter's answers",
  },
  google: {
    key: 'GEMINI_API_KEY',
    keyFor: 'Gemini models of Google',
    alias: 'gemini',
    protocol: 'Gemini `generateContent`',
    api: 'google-generative-ai',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    relayHost: 'generativelanguage.googleapis.com',
    priceSource: '`cost` in `openclaw-config`: OpenClaw lists none',
  },
} as const satisfies Record<string, ProviderRow>;

type HostedProvider = keyof typeof hostedProviders;
export type ProviderKey = (typeof hostedProviders)[HostedProvider]['key'];

const providerRows: readonly [string, ProviderRow][] = Object.entries(hostedProviders);

/** The environment variables of all key inputs. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the rows above have no others
export const providerKeyNames = providerRows.map(([, { key }]) => key) as ProviderKey[];

/**
 * The key of an OpenAI-compatible endpoint. Not `OPENAI_API_KEY`, which would take precedence over the config's key.
 */
export const CUSTOM_KEY = 'CUSTOM_API_KEY';

/** Prices in USD per million tokens, as in OpenClaw's model entries. */
interface Price {
  inputUsd: number;
  /** Of input that the provider had in its cache. */
  cachedUsd: number;
  outputUsd: number;
}

export interface Endpoint {
  baseUrl: string;
  price: Price | undefined;
  contextWindowTokens: number | undefined;
}

export interface ModelRoute {
  /** The model as the user wrote it; results, MLflow, verdict and baseline name it so. */
  model: string;
  /** The same model as the gateway and the harness name it. */
  ref: string;
  /** Environment variable that must hold the provider's key; undefined if `openclaw-config` defines the provider. */
  keyVariable: ProviderKey | typeof CUSTOM_KEY | undefined;
  endpoint: Endpoint | undefined;
  /** Whether the gateway can tell what the model costs. */
  isPriceKnown: boolean;
}

/**
 * How the gateway reaches a model named `<provider>/<id>`; ids may hold more slashes.
 * `openai/…` with a base URL gets the provider `custom`: under the id `openai` the gateway would also send other
 * models' requests (recaps, embeddings) to the user's endpoint and report no cost.
 * @param overlay what `openclaw-config` adds; the providers it defines need no key input
 * @throws ActionError bad-input when the name has no provider, or one that OpenClaw has no key for
 */
export function routeModel(
  model: string,
  endpoint: Endpoint | undefined,
  overlay: Mapping | null = null,
): ModelRoute {
  const slash = model.indexOf('/');
  const prefix = model.slice(0, Math.max(slash, 0));
  const id = model.slice(slash + 1);
  if (slash < 1 || id === '') {
    throw new ActionError('bad-input', `The model "${model}" has no provider.`, {
      hint: 'Write it as <provider>/<model>, for example openai/gpt-5.5.',
    });
  }
  if (prefix === 'openai' && endpoint !== undefined) {
    const isPriceKnown = endpoint.price !== undefined;
    return { model, ref: `custom/${id}`, keyVariable: CUSTOM_KEY, endpoint, isPriceKnown };
  }
  const configured = valueAt(overlay, `models.providers`);
  const ownOf = (name: string): unknown =>
    isObject(configured) && Object.hasOwn(configured, name) ? configured[name] : undefined;
  // A provider that the user defines has its name for itself.
  const hosted = isObject(ownOf(prefix)) ? undefined : providerRows.find(([, { alias }]) => alias === prefix);
  const provider = hosted?.[0] ?? prefix;
  const own = ownOf(provider);
  const isPriceKnown = own === undefined || hasPrice(own, id);
  if (!isHosted(provider)) {
    if (isObject(own))
      return { model, ref: `${provider}/${id}`, keyVariable: undefined, endpoint: undefined, isPriceKnown };
    throw new ActionError(
      'bad-input',
      `The model "${model}" names the provider "${prefix}", which has no key input.`,
      {
        hint: `Use one of ${Object.keys(hostedProviders).join(', ')}; for an OpenAI-compatible server write openai/<model> and set "openai-api-base"; for any other define models.providers.${prefix} in "openclaw-config".`,
      },
    );
  }
  const keyVariable = hostedProviders[provider].key;
  return { model, ref: `${provider}/${id}`, keyVariable, endpoint: undefined, isPriceKnown };
}

/** The provider of a model, by its name in OpenClaw. */
export function providerOf(ref: string): string {
  return ref.slice(0, ref.indexOf('/'));
}

/** OpenClaw treats a model listed without a price as free; one that is not listed has a price in its catalog. */
function hasPrice(provider: unknown, id: string): boolean {
  const models = isObject(provider) ? provider['models'] : undefined;
  const entry = Array.isArray(models) ? models.find((one) => isObject(one) && one['id'] === id) : undefined;
  return entry === undefined || isObject(entry['cost']);
}

/** Whether a provider, by its name in OpenClaw, has a key input. */
export function isHosted(provider: string): provider is HostedProvider {
  return Object.hasOwn(hostedProviders, provider);
}
