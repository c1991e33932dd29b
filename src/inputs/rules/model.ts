import { isActionError } from '../../base/errors.ts';
import { isStandIn } from '../../base/secret.ts';
import type { Inputs } from '../types.ts';
import { clearTextSecrets, referredVariables } from '../../stack/config-overlay.ts';
import { contradictedPaths } from '../../stack/openclaw-config.ts';
import { CUSTOM_KEY, routeModel } from '../../stack/providers.ts';
import type { Endpoint, ProviderKey } from '../../stack/providers.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import { quote } from '../kinds.ts';
import { inputTable } from '../table.ts';
import { type SecretWords, when } from './words.ts';

/** The endpoint of `openai-api-base` as the router of models takes it. */
export function endpointOf(inputs: Inputs): Endpoint | undefined {
  const { openaiApiBase, priceInput, priceOutput, contextWindow } = inputs;
  if (openaiApiBase === null) return undefined;
  return {
    baseUrl: openaiApiBase,
    price:
      priceInput === null || priceOutput === null
        ? undefined
        : { inputUsd: priceInput, outputUsd: priceOutput },
    contextWindowTokens: contextWindow ?? undefined,
  };
}

/** The keys given, by the environment variable OpenClaw reads them from. */
export function providerKeys(inputs: Inputs): Record<ProviderKey, string | null> {
  return {
    OPENAI_API_KEY: inputs.openaiApiKey,
    ANTHROPIC_API_KEY: inputs.anthropicApiKey,
    OPENROUTER_API_KEY: inputs.openrouterApiKey,
    GEMINI_API_KEY: inputs.geminiApiKey,
  };
}

/** Whether there is a provider for a model. */
export function routeProblems(inputs: Inputs, name: 'model' | 'judge-model', model: string): string[] {
  try {
    routeModel(model, endpointOf(inputs), inputs.openclawConfig);
    return [];
  } catch (error) {
    if (!isActionError(error)) throw error;
    return [`Input \`${name}\`: ${error.message} ${error.hint ?? ''}`];
  }
}

/** A hosted provider needs a real key; the endpoint of `openai-api-base` may do without. */
export function modelProblems(
  inputs: Inputs,
  name: 'model' | 'judge-model',
  model: string,
  words: SecretWords,
): string[] {
  const problems = routeProblems(inputs, name, model);
  if (problems.length > 0) return problems;
  const variable = routeModel(model, endpointOf(inputs), inputs.openclawConfig).keyVariable;
  if (variable === CUSTOM_KEY || variable === undefined) return [];
  const key = providerKeys(inputs)[variable];
  if (key !== null && !isStandIn(key)) return [];
  const input = Object.entries(inputTable).find(([, row]) => 'env' in row && row.env === variable)?.[0];
  return [
    key === null
      ? `Input \`${input}\` is empty, but \`${name}\` ${quote(model)} needs it: ${words.key(variable)}.`
      : `Input \`${input}\` is a stand-in, but \`${name}\` ${quote(model)} needs a real key: ${words.realKey(variable)}; only the endpoint of \`openai-api-base\` may do without.`,
  ];
}

export function endpointProblems(inputs: Inputs): string[] {
  const { openaiApiBase, priceInput, priceOutput, contextWindow } = inputs;
  const unused = Object.entries({
    'price-input': priceInput,
    'price-output': priceOutput,
    'context-window': contextWindow,
  }).filter(([, value]) => openaiApiBase === null && value !== null);
  return [
    ...unused.map(
      ([name]) =>
        `Input \`${name}\` is for the endpoint of \`openai-api-base\`: write that too, or remove it.`,
    ),
    ...when(
      (priceInput === null) !== (priceOutput === null),
      'Inputs `price-input` and `price-output` belong together: write both, or neither.',
    ),
  ];
}

/** A ConfigMap holds it: no keys in it, and nothing by which we would lose the gateway. */
export function overlayProblems(inputs: Inputs): string[] {
  const { openclawConfig: overlay } = inputs;
  if (overlay === null) return [];
  const given = Object.entries(providerKeys(inputs)).flatMap(([variable, key]) =>
    key === null ? [] : variable,
  );
  const known = new Set<string>([...given, podVariables.gatewayToken]);
  if (inputs.openaiApiBase !== null) known.add(CUSTOM_KEY);
  return [
    ...contradictedPaths(overlay).map(
      ({ path, is }) =>
        `Input \`openclaw-config\` changes ${path}, where the eval needs ${is}: remove it there.`,
    ),
    ...clearTextSecrets(overlay, isStandIn).map(
      (path) =>
        `Input \`openclaw-config\` has a key in clear text at ${quote(path)}: give it as one of the key inputs and write its variable there, for example \${OPENAI_API_KEY}.`,
    ),
    ...referredVariables(overlay)
      .filter((variable) => !known.has(variable))
      .map(
        (variable) =>
          `Input \`openclaw-config\` refers to \${${variable}}, which the gateway does not have: write one of ${Object.keys(providerKeys(inputs)).join(', ')} and give that key as an input.`,
      ),
  ];
}
