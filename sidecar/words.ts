import { oneLine } from '../src/base/plain-text.ts';

/**
 * Text of a provider, a gateway or a harness as one line of at most `limit` characters, without anything that looks like
 * a key.
 */
export function cleanWords(raw: string, secrets: readonly string[] = [], limit = 300): string {
  let text = raw;
  for (const secret of secrets) if (secret.length >= 4) text = text.replaceAll(secret, '***');
  // First made plain, since an escape sequence inside a key would hide it.
  text = oneLine(text, text.length)
    .replaceAll(/\b(?:(?:sk|pk|rk)-|gh[a-z]_|xox[a-z]-|AIza)[^\s"',;]{6,}/g, '***')
    .replaceAll(/\b(bearer\s+)\S+/gi, '$1***')
    .replaceAll(/:\/\/[^/\s@]+@/g, '://***@');
  return oneLine(text, limit);
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
