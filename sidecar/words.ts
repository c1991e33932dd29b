import { oneLine } from '../src/base/plain-text.ts';

/** What a provider, a gateway or a harness said, as one line of at most `limit` characters without anything like a key. */
export function cleanWords(raw: string, secrets: readonly string[] = [], limit = 300): string {
  let text = raw;
  for (const secret of secrets) if (secret.length >= 4) text = text.replaceAll(secret, '***');
  // Flat before keys are looked for, since an escape sequence in the middle would hide one.
  text = oneLine(text, text.length)
    .replaceAll(/\b(?:(?:sk|pk|rk)-|gh[a-z]_|xox[a-z]-|AIza)[^\s"',;]{6,}/g, '***')
    .replaceAll(/\b(bearer\s+)\S+/gi, '$1***')
    .replaceAll(/:\/\/[^/\s@]+@/g, '://***@');
  return oneLine(text, limit);
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
