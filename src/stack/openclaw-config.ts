import { type Mapping, merged, referredVariables, valueAt } from './config-overlay.ts';
import { isTaggedFrom, taggedVersion } from '../protocol/openclaw-version.ts';
import { GATEWAY_PORT, podPaths } from '../protocol/pod.ts';
import { CUSTOM_KEY, type ModelRoute } from './providers.ts';

/**
 * openclaw.json of a gateway that ClawBench can work with, for these models. It holds no secret: it refers to keys by
 * environment variable. Sections ClawBench needs: https://docs.openclaw.ai/gateway/configuration-reference
 * @param image of the gateway
 * @param overlay what the user adds or changes
 */
export function openclawConfig(
  routes: readonly ModelRoute[],
  image: string,
  overlay: Mapping | null = null,
): Mapping {
  return merged(ownConfig(routes, image, referredVariables(overlay ?? {})), overlay ?? {});
}

/** Config paths users may not change: they keep the gateway private to the pod, and reachable by us. */
const fixedPaths = [
  'gateway.mode',
  'gateway.bind',
  'gateway.port',
  'gateway.auth',
  'gateway.tls',
  'logging.file',
];

/** Paths at which a user's config contradicts what evaluations rely on, each with the value it must have. */
export function contradictedPaths(overlay: Mapping): { path: string; is: string }[] {
  const own = ownConfig([], '', []);
  const config = merged(own, overlay);
  return fixedPaths
    .map((path) => ({
      path,
      is: JSON.stringify(valueAt(own, path)),
      now: JSON.stringify(valueAt(config, path)),
    }))
    .filter(({ is, now }) => is !== now)
    .map(({ path, is }) => ({ path, is: is ?? 'nothing' }));
}

/** With a key for OpenRouter the gateway also fetches this plugin from npm, and exits where it cannot. */
export const withoutPerplexity = { plugins: { entries: { perplexity: { enabled: false } } } };

/** @param referred variables with keys that the user's config refers to, besides those of the routes */
function ownConfig(routes: readonly ModelRoute[], image: string, referred: readonly string[]): Mapping {
  const custom = routes.filter((route) => route.endpoint !== undefined);
  const first = custom[0]?.endpoint;
  // Embeddings and recaps would go to the provider under test without being counted. Newer versions have other keys to
  // turn them off, which older ones refuse; newer ones accept the older keys, but rewrite them when they start.
  const isNew = isTaggedFrom(image, [2026, 9, 6]);
  return {
    gateway: {
      mode: 'local',
      bind: 'loopback',
      port: GATEWAY_PORT,
      auth: { mode: 'token' },
      ...(needsNoReload(image) ? { reload: { mode: 'off' } } : {}),
    },
    logging: { file: podPaths.gatewayOwnLog },
    browser: {
      enabled: true,
      headless: true,
      noSandbox: true,
      ssrfPolicy: { allowedHostnames: ['localhost', '127.0.0.1'] },
    },
    tools: { profile: 'coding', alsoAllow: ['browser'] },
    agents: {
      defaults: {
        workspace: '~/.openclaw/workspace',
        ...(isNew ? { utilityModel: '' } : { memorySearch: { enabled: false } }),
      },
    },
    ...(isNew ? { memory: { search: { enabled: false } } } : {}),
    cron: { enabled: false },
    ...([...referred, ...routes.map((route) => route.keyVariable)].includes('OPENROUTER_API_KEY')
      ? withoutPerplexity
      : {}),
    ...(first === undefined
      ? {}
      : {
          models: {
            providers: {
              custom: {
                baseUrl: first.baseUrl,
                apiKey: `\${${CUSTOM_KEY}}`,
                api: 'openai-completions',
                models: custom.map(modelEntry),
              },
            },
          },
        }),
  };
}

/**
 * The harness adds each agent to the config, and the gateway then reloads it: that blocks its only thread for seconds
 * and may cut off turns (openclaw#144291). 2026.7 knows a new agent without a reload; 2026.9 does not.
 */
function needsNoReload(image: string): boolean {
  return taggedVersion(image)?.startsWith('2026.7.') ?? false;
}

/**
 * Whether a gateway works with the hosts of hosted providers being the relay. 2026.9 then looks models up in a list that lacks
 * most of them.
 */
export function knowsRelayHosts(image: string): boolean {
  return taggedVersion(image)?.startsWith('2026.7.') ?? false;
}

function modelEntry({ ref, endpoint }: ModelRoute): Record<string, unknown> {
  const id = ref.slice(ref.indexOf('/') + 1);
  return {
    id,
    name: id,
    reasoning: false,
    input: ['text'],
    cost: {
      input: endpoint?.price?.inputUsd ?? 0,
      output: endpoint?.price?.outputUsd ?? 0,
      cacheRead: endpoint?.price?.cachedUsd ?? 0,
      // These endpoints have no price of their own for it.
      cacheWrite: endpoint?.price?.inputUsd ?? 0,
    },
    contextWindow: endpoint?.contextWindowTokens ?? 128_000,
    maxTokens: 8192,
    // OpenClaw does not ask an unknown host for usage in streams: every run would report 0 tokens.
    compat: { supportsUsageInStreaming: true },
  };
}
