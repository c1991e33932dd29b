import { CUSTOM_KEY, type ModelRoute } from './providers.ts';

export const GATEWAY_PORT = 18789;
/** On the shared volume, so that the supervisor can read it beside the gateway. */
export const GATEWAY_LOG = '/work/gateway/gateway.log';

/**
 * openclaw.json of a gateway that ClawBench can work with, for these models. It holds no secret: keys are named by
 * environment variable. Sections ClawBench needs: https://docs.openclaw.ai/gateway/configuration-reference
 */
export function openclawConfig(routes: readonly ModelRoute[]): Record<string, unknown> {
  const custom = routes.filter((route) => route.endpoint !== undefined);
  const first = custom[0]?.endpoint;
  return {
    gateway: { mode: 'local', bind: 'loopback', port: GATEWAY_PORT, auth: { mode: 'token' } },
    logging: { file: GATEWAY_LOG },
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
        // Embeddings would go to the provider under test and stand in no report.
        memorySearch: { enabled: false },
      },
    },
    cron: { enabled: false },
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
      cacheRead: 0,
      cacheWrite: 0,
    },
    contextWindow: endpoint?.contextWindowTokens ?? 128_000,
    maxTokens: 8192,
    // OpenClaw asks an unknown host for no usage in streams: every run would report 0 tokens.
    compat: { supportsUsageInStreaming: true },
  };
}
