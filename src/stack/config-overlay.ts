import { CORE_SCHEMA, YAMLException, load } from 'js-yaml';
import { isObject } from '../base/json.ts';

export type Mapping = Record<string, unknown>;

/** What a user adds to openclaw.json; for a text that cannot be used, what to write instead. */
type ConfigOverlay = { readonly value: Mapping } | { readonly write: string };

export const MAX_OVERLAY_BYTES = 64 * 1024;
/** With YAML aliases a short text can expand to an enormous tree. */
const MAX_NODES = 10_000;
const MAX_DEPTH = 32;

/** Reads a mapping of openclaw.json, written as YAML or JSON. No message quotes the text, since it may hold a key. */
export function parseOverlay(text: string): ConfigOverlay {
  if (Buffer.byteLength(text) > MAX_OVERLAY_BYTES)
    return { write: `at most ${MAX_OVERLAY_BYTES / 1024} KiB` };
  let parsed: unknown;
  try {
    parsed = load(text, { schema: CORE_SCHEMA });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const line = error.mark === undefined ? '' : ` (${error.reason} in line ${error.mark.line + 1})`;
    return { write: `YAML or JSON as in openclaw.json; this is neither${line}` };
  }
  if (!isObject(parsed))
    return { write: 'a mapping as in openclaw.json, for example "tools: {profile: full}"' };
  return problemIn(parsed) ?? { value: parsed };
}

/** Mappings are merged, all else is replaced, null removes. Neither argument is changed. */
export function merged(base: Mapping, overlay: Mapping): Mapping {
  const result = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(overlay)) {
    const below = result.get(key);
    if (value === null) result.delete(key);
    else if (isObject(value)) result.set(key, merged(isObject(below) ? below : {}, value));
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

/** The value at a path such as `gateway.port`, or undefined. */
export function valueAt(config: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), config);
}

/** A place in a config that refers to an environment variable. */
interface Reference {
  path: readonly string[];
  variable: string;
}

/** Where a config refers to environment variables, as `${NAME}` or by `{source: env, id: NAME}`. */
export function referencesIn(config: Mapping): Reference[] {
  const look = (value: unknown, path: readonly string[]): Reference[] => {
    if (typeof value === 'string') return variablesIn(value).map((variable) => ({ path, variable }));
    if (typeof value !== 'object' || value === null) return [];
    const variable = isObject(value) ? secretVariable(value) : undefined;
    const below = Object.entries(value).flatMap(([key, child]) => look(child, [...path, key]));
    return variable === undefined ? below : [...below, { path, variable }];
  };
  return look(config, []);
}

/** Names of the environment variables that a config refers to. */
export function referredVariables(config: Mapping): string[] {
  return [...new Set(referencesIn(config).map(({ variable }) => variable))];
}

/** A text with the values of variables in the place of their names; a name without a value stays. */
export function withValues(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** The variables that a text has as `${NAME}`, as OpenClaw reads it. */
function variablesIn(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\{([A-Z_][A-Z0-9_]*)\}/g)].map(([, name = '']) => name);
}

/** The variable of one of OpenClaw's references to secrets; undefined if it is none to the environment. */
export function secretVariable({ source, id }: Mapping): string | undefined {
  return source === 'env' && typeof id === 'string' ? id : undefined;
}

/**
 * Paths of keys in clear text, which a ConfigMap would show to everybody who can read the namespace.
 * @param isHarmless recognizes placeholders such as `none`
 */
export function clearTextSecrets(overlay: Mapping, isHarmless: (value: string) => boolean): string[] {
  const found: string[] = [];
  const look = (value: unknown, path: readonly string[]): void => {
    if (isObject(value)) for (const [key, below] of Object.entries(value)) look(below, [...path, key]);
    else if (Array.isArray(value)) value.forEach((below, index) => look(below, [...path, String(index)]));
    else if (typeof value === 'string' && isSecret(path.at(-1) ?? '', value) && !isHarmless(value))
      found.push(path.join('.'));
  };
  look(overlay, []);
  return found;
}

const secretKey =
  /(^|[^a-z])(api[-_]?key|token|password|secret|authorization)$|(ApiKey|Token|Password|Secret)$/i;
const addressWithPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/\s]*:[^/\s]*@/i;

function isSecret(key: string, value: string): boolean {
  if (addressWithPassword.test(value)) return true;
  return secretKey.test(key) && !/\$\{[A-Z_][A-Z0-9_]*\}/.test(value);
}

/** What JSON cannot express, or what no user writes by hand. */
export function problemIn(root: Mapping): { write: string } | null {
  let nodes = 0;
  const look = (value: unknown, depth: number): string | null => {
    nodes += 1;
    if (nodes > MAX_NODES || depth > MAX_DEPTH)
      return `at most ${MAX_NODES} values, at most ${MAX_DEPTH} deep, aliases counted each time`;
    if (typeof value === 'number' && !Number.isFinite(value))
      return 'numbers that JSON has, which excludes .inf and .nan';
    if (typeof value !== 'object' || value === null) return null;
    if (Object.hasOwn(value, '__proto__')) return 'it without the key "__proto__"';
    for (const below of Object.values(value)) {
      const problem = look(below, depth + 1);
      if (problem !== null) return problem;
    }
    return null;
  };
  const write = look(root, 0);
  return write === null ? null : { write };
}
