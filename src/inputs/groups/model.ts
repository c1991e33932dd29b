import { decimal, httpUrl, integer, type Kind, secretText, text } from '../kinds.ts';
import { configText } from '../config-text.ts';
import type { InputRow } from '../row.ts';
import { modelPattern } from '../patterns.ts';
import { hostedProviders, type ProviderKey } from '../../stack/providers.ts';

/** `OPENAI_API_KEY` is the input `openai-api-key`. */
export function keyInput<K extends string>(key: K): KeyInput<K> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type does the same to the text
  return key.toLowerCase().replaceAll('_', '-') as KeyInput<K>;
}

type KeyInput<K extends string> = Lowercase<Dashed<K>>;
type Dashed<K extends string> = K extends `${infer Head}_${infer Tail}` ? `${Head}-${Dashed<Tail>}` : K;

interface KeyRow extends InputRow {
  readonly group: 'model';
  readonly kind: Kind<string>;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one for each provider
const keyInputs = Object.fromEntries(
  Object.values(hostedProviders).map(({ key, keyFor }) => [
    keyInput(key),
    { group: 'model', kind: secretText(), env: key, secret: true, description: `Key for ${keyFor}.` },
  ]),
) as { readonly [K in ProviderKey as KeyInput<K>]: Omit<KeyRow, 'default'> };

const prefixes = Object.keys(hostedProviders).map((provider) => `${provider}/…`);

/** The model under test, and the provider that serves it. */
export const modelInputs = {
  model: {
    group: 'model',
    common: true,
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    terminalEnv: 'CLAWBENCH_MODEL',
    default: 'openai/gpt-5.5',
    description: `Model to evaluate, as provider/model: ${prefixes.slice(0, -1).join(', ')} or ${prefixes.at(-1)}.`,
  },
  'judge-model': {
    group: 'model',
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    terminalEnv: 'CLAWBENCH_JUDGE_MODEL',
    description:
      'Model that also judges the answers; its judgement is advisory and does not change the score.',
  },
  ...keyInputs,
  'openai-api-base': {
    group: 'model',
    common: true,
    kind: httpUrl('http://vllm.models.svc.cluster.local:8000/v1'),
    env: 'OPENAI_API_BASE',
    description:
      'Base URL of an OpenAI-compatible endpoint (vLLM, Ollama, TGI) that serves the openai/… models, and that the pods must be able to reach.',
  },
  'price-input': {
    group: 'model',
    kind: decimal(0, 100_000, '1.25'),
    description: 'Price of the model at `openai-api-base` in USD per million input tokens.',
  },
  'price-cached-input': {
    group: 'model',
    kind: decimal(0, 100_000, '0.125'),
    description:
      'Price of the model at `openai-api-base` in USD per million input tokens that it read from its cache (`cached_tokens`). Unset: `price-input`.',
  },
  'price-output': {
    group: 'model',
    kind: decimal(0, 100_000, '10'),
    description: 'Price of the model at `openai-api-base` in USD per million output tokens.',
  },
  'context-window': {
    group: 'model',
    kind: integer(1024, 100_000_000),
    description: 'Context window of the model at `openai-api-base` in tokens.',
  },
  'openclaw-config': {
    group: 'model',
    kind: configText(),
    description:
      'Part of openclaw.json that is merged over the generated one (mappings merge, lists replace, null removes), as YAML, JSON, or the path of a file in the checkout; write keys as `${ANTHROPIC_API_KEY}`.',
  },
} as const satisfies Record<string, InputRow>;
