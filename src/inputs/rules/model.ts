import { isActionError } from '../../base/errors.ts';
import { isStandIn } from '../../base/secret.ts';
import type { Origin } from '../mode-row.ts';
import { fieldOf, type InputsOf } from '../types.ts';
import { clearTextSecrets, referredVariables } from '../../stack/config-overlay.ts';
import { contradictedPaths } from '../../stack/openclaw-config.ts';
import { podVariables } from '../../protocol/pod-variables.ts';
import {
  CUSTOM_KEY,
  type Endpoint,
  type ModelRoute,
  type ProviderKey,
  providerKeyNames,
  routeModel,
} from '../../stack/providers.ts';
import { keyInput } from '../groups/model.ts';
import { quote } from '../kinds.ts';
import { inputTable } from '../table.ts';
import { when } from './words.ts';

/** The endpoint of `openai-api-base`, for `routeModel`. */
export function endpointOf(inputs: InputsOf<'model'>): Endpoint | undefined {
  const { openaiApiBase, priceInput, priceCachedInput, priceOutput, contextWindow } = inputs;
  if (openaiApiBase === null) return undefined;
  return {
    baseUrl: openaiApiBase,
    price:
      priceInput === null || priceOutput === null
        ? undefined
        : { inputUsd: priceInput, cachedUsd: priceCachedInput ?? priceInput, outputUsd: priceOutput },
    contextWindowTokens: contextWindow ?? undefined,
  };
}

/** The keys of the user, by the environment variable from which OpenClaw reads them. */
export function providerKeys(inputs: InputsOf<'model'>): Record<ProviderKey, string | null> {
  const values: Record<string, unknown> = inputs;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every key input is one of the group `model`
  return Object.fromEntries(
    providerKeyNames.map((key) => [key, values[fieldOf(keyInput(key), inputTable[keyInput(key)])]]),
  ) as Record<ProviderKey, string | null>;
}

/** The models to route, with the inputs that name them. */
function modelsOf({ model, judgeModel }: InputsOf<'model'>): [string, string][] {
  return [
    ['model', model],
    ...(judgeModel === null ? [] : [['judge-model', judgeModel] as [string, string]]),
  ];
}

/** Models without a provider. */
export function routeProblems(inputs: InputsOf<'model'>): string[] {
  return modelsOf(inputs).flatMap(([name, model]) => {
    const route = routeOf(inputs, name, model);
    return typeof route === 'string' ? route : [];
  });
}

/** Models without a provider, or without its key: a hosted one needs a real key, the endpoint of `openai-api-base` none. */
export function modelProblems(inputs: InputsOf<'model'>, { words }: Pick<Origin, 'words'>): string[] {
  return modelsOf(inputs).flatMap(([name, model]) => {
    const route = routeOf(inputs, name, model);
    if (typeof route === 'string') return route;
    const { keyVariable } = route;
    if (keyVariable === CUSTOM_KEY || keyVariable === undefined) return [];
    const key = providerKeys(inputs)[keyVariable];
    if (key !== null && !isStandIn(key)) return [];
    const input = keyInput(keyVariable);
    return key === null
      ? `Input \`${input}\` is empty, but \`${name}\` ${quote(model)} needs it: ${words.key(keyVariable)}.`
      : `Input \`${input}\` looks like a placeholder, but \`${name}\` ${quote(model)} needs a real key: ${words.realKey(keyVariable)}; only the endpoint of \`openai-api-base\` may do without.`;
  });
}

/** @returns a sentence if the model has no provider */
function routeOf(inputs: InputsOf<'model'>, name: string, model: string): ModelRoute | string {
  try {
    return routeModel(model, endpointOf(inputs), inputs.openclawConfig);
  } catch (error) {
    if (!isActionError(error)) throw error;
    return `Input \`${name}\`: ${error.message} ${error.hint ?? ''}`;
  }
}

/** The models that a deployed gateway will be asked for are not known, but without any key it could reach none. */
export function anyKeyProblems(inputs: InputsOf<'model'>, { words }: Pick<Origin, 'words'>): string[] {
  const keys = Object.values(providerKeys(inputs)).filter((key) => key !== null && !isStandIn(key));
  return when(
    keys.length === 0 && inputs.openaiApiBase === null,
    `No key of a model provider is given, so OpenClaw could not reach any model: ${words.anyKey}.`,
  );
}

export function endpointProblems(inputs: InputsOf<'model'>): string[] {
  const { openaiApiBase, priceInput, priceCachedInput, priceOutput, contextWindow } = inputs;
  const unused = Object.entries({
    'price-input': priceInput,
    'price-cached-input': priceCachedInput,
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
    ...when(
      openaiApiBase !== null && priceCachedInput !== null && priceInput === null && priceOutput === null,
      'Input `price-cached-input` needs the other prices of the model: write `price-input` and `price-output` too, or remove it.',
    ),
  ];
}

/** The overlay ends up in a ConfigMap, so it may hold no keys, and it must leave the gateway reachable. */
export function overlayProblems(inputs: InputsOf<'model'>): string[] {
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
        `Input \`openclaw-config\` changes ${path}, where the evaluation needs ${is}: remove it there.`,
    ),
    ...clearTextSecrets(overlay, isStandIn).map(
      (path) =>
        `Input \`openclaw-config\` has a key in clear text at ${quote(path)}: pass it as one of the key inputs and write its variable there, for example \${OPENAI_API_KEY}.`,
    ),
    ...referredVariables(overlay)
      .filter((variable) => !known.has(variable))
      .map(
        (variable) =>
          `Input \`openclaw-config\` refers to \${${variable}}, which the gateway does not have: write one of ${providerKeyNames.join(', ')} and pass that key as an input.`,
      ),
  ];
}
