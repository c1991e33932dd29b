import { providerKeys } from '../inputs/rules/model.ts';
import type { InputsOf } from '../inputs/types.ts';
import { referredVariables } from '../stack/config-overlay.ts';
import { CUSTOM_KEY, type ModelRoute } from '../stack/providers.ts';

/**
 * The keys this evaluation needs, by environment variable, and no others: the agent under test can read them. With
 * `openai-api-base`, the OpenAI key is for that endpoint and has a variable of its own.
 */
export function gatewayKeys(
  inputs: InputsOf<'model'>,
  routes: readonly ModelRoute[],
): Record<string, string> {
  const used = new Set<string>([
    ...routes.flatMap((route) => route.keyVariable ?? []),
    ...referredVariables(inputs.openclawConfig ?? {}),
  ]);
  return Object.fromEntries(givenKeys(inputs).filter(([variable]) => used.has(variable)));
}

/** All keys the user set, for a gateway that may be asked for any model. */
export function everyGatewayKey(inputs: InputsOf<'model'>): Record<string, string> {
  const referred = referredVariables(inputs.openclawConfig ?? {});
  const isOfEndpoint = (variable: string): boolean =>
    variable === 'OPENAI_API_KEY' && inputs.openaiApiBase !== null && !referred.includes(variable);
  return Object.fromEntries(givenKeys(inputs).filter(([variable]) => !isOfEndpoint(variable)));
}

function givenKeys(inputs: InputsOf<'model'>): [variable: string, value: string][] {
  const keys = Object.entries({
    ...providerKeys(inputs),
    [CUSTOM_KEY]: inputs.openaiApiBase === null ? null : (inputs.openaiApiKey ?? 'none'),
  });
  return keys.flatMap(([variable, value]) => (value === null ? [] : [[variable, value]]));
}
