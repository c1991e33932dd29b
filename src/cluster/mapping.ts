/** A mapping of YAML, as it is written. */
export type Mapping = Record<string, unknown>;

/** A non-empty string. A number, as in `name: 1`, counts as a string. */
export function asString(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
