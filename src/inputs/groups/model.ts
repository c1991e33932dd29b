import { decimal, httpUrl, integer, secretText, text } from '../kinds.ts';
import { configText } from '../config-text.ts';
import type { InputRow } from '../row.ts';
import { modelPattern } from '../patterns.ts';

/** The model under test, and who serves it. */
export const modelInputs = {
  model: {
    group: 'model',
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    terminalEnv: 'CLAWBENCH_MODEL',
    default: 'openai/gpt-5.5',
    description: 'Model to evaluate, as provider/model: openai/…, anthropic/…, openrouter/… or google/….',
  },
  'judge-model': {
    group: 'model',
    kind: text({ pattern: modelPattern, write: 'provider/model, for example openai/gpt-5.5' }),
    terminalEnv: 'CLAWBENCH_JUDGE_MODEL',
    description: 'Model that judges the answers as well; advisory, it does not change the score.',
  },
  'openai-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'OPENAI_API_KEY',
    secret: true,
    description: 'Key for models of OpenAI, or for the endpoint of `openai-api-base`.',
  },
  'anthropic-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'ANTHROPIC_API_KEY',
    secret: true,
    description: 'Key for models of Anthropic.',
  },
  'openrouter-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'OPENROUTER_API_KEY',
    secret: true,
    description: 'Key for models by way of OpenRouter.',
  },
  'gemini-api-key': {
    group: 'model',
    kind: secretText(),
    env: 'GEMINI_API_KEY',
    secret: true,
    description: 'Key for Gemini models of Google.',
  },
  'openai-api-base': {
    group: 'model',
    kind: httpUrl('http://vllm.models.svc.cluster.local:8000/v1'),
    env: 'OPENAI_API_BASE',
    description:
      'Base URL of an OpenAI-compatible endpoint (vLLM, Ollama, TGI) that serves the openai/… models; it must be reachable from the pods.',
  },
  'price-input': {
    group: 'model',
    kind: decimal(0, 100_000, '1.25'),
    description: 'Price of the model at `openai-api-base` in USD per million input tokens.',
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
      'Part of openclaw.json, as YAML or JSON or as the path of a file in the checkout, that is merged over the one the action makes: mappings are merged, lists replaced, null removes. Keys go in as `${ANTHROPIC_API_KEY}`.',
  },
} as const satisfies Record<string, InputRow>;
