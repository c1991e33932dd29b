/**
 * Words of a provider, a gateway or a harness as one line for people: no control or escape characters, nothing that
 * looks like a key, at most `limit` characters.
 */
export function cleanWords(raw: string, secrets: readonly string[] = [], limit = 300): string {
  let text = raw;
  for (const secret of secrets) if (secret.length >= 4) text = text.replaceAll(secret, '***');
  text = text
    // oxlint-disable-next-line no-control-regex -- terminal escapes are what has to go
    .replaceAll(/\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-_])/g, '')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replaceAll(/\b(?:(?:sk|pk|rk)-|gh[a-z]_|xox[a-z]-|AIza)[^\s"',;]{6,}/g, '***')
    .replaceAll(/\b(bearer\s+)\S+/gi, '$1***')
    .replaceAll(/:\/\/[^/\s@]+@/g, '://***@')
    .trim();
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

export function errorText(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
