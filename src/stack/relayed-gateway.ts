import { isObject } from '../base/json.ts';
import type { RelayProvider } from '../protocol/relay.ts';
import { type Mapping, referencesIn, valueAt } from './config-overlay.ts';
import { type NotRelayed, relayedProvider } from './relayed-providers.ts';
import { hostedProviders, isHosted } from './providers.ts';

/** A gateway's config with its providers sent through the relay. */
export interface RelayedGateway {
  config: Mapping;
  /** By their names in the config. */
  providers: Readonly<Record<string, RelayProvider>>;
  /** What calls a provider past the relay: clauses that say what it is, and why. */
  direct: readonly string[];
  /** Variables with keys that these uses need in the gateway. */
  exposed: readonly string[];
}

interface Used {
  /** The providers of the model and of its judge. */
  providers: readonly string[];
  /** Provider keys that the gateway needs, by their variables. */
  variables: ReadonlyMap<string, string>;
  /** How long a request may wait in the relay. */
  waitMs: number;
  /** Whether this OpenClaw works with the hosts of hosted providers being the relay. */
  knowsHosts: boolean;
}

/** @param config what the gateway would have without a relay; it is not changed */
export function relayedGateway(config: Mapping, used: Used): RelayedGateway {
  const configured = valueAt(config, 'models.providers');
  const entries: Mapping = isObject(configured) ? configured : {};
  const names = new Set([
    ...Object.keys(entries),
    ...used.providers,
    ...namedProviders(config, used.variables),
  ]);
  const answers = [...names].map((name) => [name, relayedProvider(name, { config, ...used })] as const);
  const others = usesOutside(config, used.variables);
  const direct = new Map<string, NotRelayed>(
    answers.flatMap(([name, answer]) => ('why' in answer ? [[name, answer]] : [])),
  );
  const exposed = new Set([
    ...others.map(({ variable }) => variable),
    ...[...direct.keys()].flatMap((name) => variablesOf(name, entries[name])),
  ]);
  for (const [name] of answers) {
    // The gateway would show the relay this key in place of the token.
    if (!direct.has(name) && isHosted(name) && exposed.has(hostedProviders[name].key))
      direct.set(name, {
        why: `shares \${${hostedProviders[name].key}} with what does not go through the relay`,
      });
  }
  const relayed = answers.flatMap(([name, answer]) =>
    'why' in answer || direct.has(name) ? [] : [[name, answer] as const],
  );
  return {
    config: {
      ...config,
      models: {
        ...(isObject(config['models']) ? config['models'] : {}),
        providers: {
          ...entries,
          ...Object.fromEntries(relayed.map(([name, { gateway }]) => [name, patient(gateway, used.waitMs)])),
        },
      },
    },
    providers: Object.fromEntries(relayed.map(([name, { relay }]) => [name, relay])),
    direct: [
      ...[...direct].map(([name, { why }]) => `The provider "${name}" ${why}`),
      ...others.map(
        ({ path, variable }) =>
          `Input \`openclaw-config\` uses \${${variable}} at ${path.join('.')}, which is no provider`,
      ),
    ],
    exposed: [...exposed].filter((variable) => used.variables.has(variable)),
  };
}

/** How long OpenClaw itself waits for the first part of an answer. */
const ITS_PATIENCE_SECONDS = 120;

/** OpenClaw would give up a request that waits in the relay. A limit that the user wrote stays. */
function patient(entry: Mapping, waitMs: number): Mapping {
  if (waitMs === 0 || entry['timeoutSeconds'] !== undefined) return entry;
  return { ...entry, timeoutSeconds: Math.ceil(waitMs / 1000) + ITS_PATIENCE_SECONDS };
}

/** Hosted providers that any model in the config names, such as a fallback, and whose key the gateway has. */
function namedProviders(config: Mapping, variables: ReadonlyMap<string, string>): string[] {
  const texts = textsIn(config);
  return Object.entries(hostedProviders)
    .filter(([name, { key }]) => variables.has(key) && texts.some((text) => text.startsWith(`${name}/`)))
    .map(([name]) => name);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, below]) => [key, ...textsIn(below)])
    : [];
}

/** Keys of providers at places that are no provider, such as a web search: they are sent to addresses of OpenClaw's own. */
function usesOutside(
  config: Mapping,
  variables: ReadonlyMap<string, string>,
): { path: readonly string[]; variable: string }[] {
  return referencesIn(config).filter(
    ({ path, variable }) => variables.has(variable) && !(path[0] === 'models' && path[1] === 'providers'),
  );
}

function variablesOf(name: string, entry: unknown): string[] {
  const usual = isHosted(name) ? [hostedProviders[name].key] : [];
  return [...usual, ...(isObject(entry) ? referencesIn(entry).map(({ variable }) => variable) : [])];
}
