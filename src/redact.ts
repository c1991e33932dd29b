/** Shorter forms would match by chance. */
const minLength = 8;

/**
 * A function that replaces secrets in text, as they stand and in the forms they take inside base64 (at any offset,
 * standard and URL alphabet), URLs and JSON strings.
 */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(secrets.flatMap(formsOf).filter((form) => form.length >= minLength));
  if (forms.size === 0) return (text) => text;
  // Longest first, so that a form never leaves the rest of one that contains it.
  const pattern = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const anyForm = new RegExp(pattern.join('|'), 'g');
  return (text) => text.replace(anyForm, '***');
}

function formsOf(secret: string): string[] {
  if (secret.length < minLength) return [];
  const encoded = [0, 1, 2].map((offset) => base64Core(secret, offset));
  return [
    secret,
    encodeURIComponent(secret.toWellFormed()),
    encodeURI(secret.toWellFormed()),
    JSON.stringify(secret).slice(1, -1),
    ...encoded,
    ...encoded.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** The characters that stand for the secret alone in the base64 of a text that has it after `offset` (mod 3) bytes. */
function base64Core(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), Math.floor((bytes.length * 8) / 6));
}
