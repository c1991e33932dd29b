import { isObject } from '../../base/json.ts';
import { isLoopback } from '../../base/proxy.ts';
import { type Mapping, valueAt } from '../../stack/config-overlay.ts';
import type { InputsOf } from '../types.ts';

/** An address that pods will call, with the words that name it in a sentence. */
interface PodAddress {
  name: string;
  url: URL;
}

/** Requests of an API, which the client adds to the base address by itself. */
const operation = /\/(?:v\d\/chat|chat\/completions|completions|responses|embeddings|messages)$/i;
/** Ollama's own API, which is not OpenAI's. */
const ollamaOperation = /\/api\/(?:chat|generate|tags)$/i;

const serviceExample = 'http://vllm.models.svc.cluster.local:8000/v1';

/** Addresses that cannot work from a pod, whatever runs there. */
export function addressProblems(inputs: InputsOf<'model' | 'mlflow' | 'existing'>): string[] {
  const models = modelAddresses(inputs);
  return [
    ...models.flatMap(operationProblem),
    // In the pod of an existing OpenClaw something may listen there.
    ...(inputs.openclaw === 'existing'
      ? []
      : [...models, ...addressOf('Input `mlflow-tracking-uri`', inputs.mlflowTrackingUri)].flatMap(
          loopbackProblem,
        )),
  ];
}

/** A sentence about a base address without a path, which few servers have; null for one with a path. */
export function endpointNotice(openaiApiBase: string | null | undefined): string | null {
  const [address] = addressOf('', openaiApiBase ?? null);
  if (address === undefined || address.url.pathname.replaceAll('/', '') !== '') return null;
  const { origin } = address.url;
  return `\`openai-api-base\` is ${origin}, without a path, so the model is asked at ${origin}/chat/completions. vLLM, Ollama, TGI and most other servers answer at /v1: write ${origin}/v1.`;
}

function modelAddresses({ openaiApiBase, openclawConfig }: InputsOf<'model'>): PodAddress[] {
  return [...addressOf('Input `openai-api-base`', openaiApiBase), ...configuredAddresses(openclawConfig)];
}

function configuredAddresses(config: Mapping | null): PodAddress[] {
  const providers = valueAt(config, 'models.providers');
  return Object.entries(isObject(providers) ? providers : {}).flatMap(([provider, settings]) => {
    const base = isObject(settings) ? settings['baseUrl'] : undefined;
    const name = `Input \`openclaw-config\` at models.providers.${provider}.baseUrl`;
    return typeof base === 'string' ? addressOf(name, base) : [];
  });
}

function addressOf(name: string, text: string | null): PodAddress[] {
  return text !== null && URL.canParse(text) ? [{ name, url: new URL(text) }] : [];
}

function operationProblem({ name, url }: PodAddress): string[] {
  const path = url.pathname.replace(/\/+$/, '');
  const isOllama = ollamaOperation.test(path);
  const found = (isOllama ? ollamaOperation : operation).exec(path)?.[0];
  if (found === undefined) return [];
  const base = path.slice(0, -found.length);
  const version = /^\/v\d\/chat$/i.test(found) ? found.slice(0, -'/chat'.length) : '';
  return isOllama
    ? [`${name} ends in ${found}, which is Ollama's own API: write ${url.origin}${base}/v1.`]
    : [
        `${name} ends in ${found}, which is added to it for each request: write ${url.origin}${base}${version}.`,
      ];
}

function loopbackProblem({ name, url }: PodAddress): string[] {
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '');
  const isPodItself =
    isLoopback(host) ||
    host === '0.0.0.0' ||
    host === '::' ||
    host.startsWith('::ffff:7f') ||
    host === '::ffff:0:0';
  return isPodItself
    ? [
        `${name} names ${host}, which for a pod is the pod itself: write an address that pods reach, such as that of a Service, ${serviceExample}.`,
      ]
    : [];
}
