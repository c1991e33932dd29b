import { Transform } from 'node:stream';
import { secretLines } from '../../src/base/secret.ts';

/**
 * Replaces keys in an answer by as many asterisks, since servers quote headers in their errors, and the agent could read
 * them. All else passes at once: of a chunk only an end that may be the beginning of a key waits for the next one.
 */
export function hiding(secrets: readonly string[]): Transform {
  const forms = secretLines(secrets).map((secret) => Buffer.from(secret));
  let rest: Buffer | undefined;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
      const shown = withoutForms(bytes, forms);
      const held = Math.max(0, ...forms.map((form) => lengthOfBeginning(shown, form)));
      rest = held === 0 ? undefined : Buffer.from(shown.subarray(shown.length - held));
      if (held < shown.length) this.push(shown.subarray(0, shown.length - held));
      done();
    },
    flush(done) {
      done(null, rest);
    },
  });
}

/** The same for a short text. */
export function hiddenIn(text: string, secrets: readonly string[]): string {
  return secretLines(secrets).reduce(
    (rest, secret) => rest.replaceAll(secret, '*'.repeat(secret.length)),
    text,
  );
}

function withoutForms(bytes: Buffer, forms: readonly Buffer[]): Buffer {
  let shown = bytes;
  for (const form of forms)
    for (let at = shown.indexOf(form); at !== -1; at = shown.indexOf(form, at)) {
      // The chunk is the socket's own, and may be seen by others.
      if (shown === bytes) shown = Buffer.from(bytes);
      shown.fill('*', at, at + form.length);
    }
  return shown;
}

/** How many bytes at the end of `bytes` are the beginning of `form`. */
function lengthOfBeginning(bytes: Buffer, form: Buffer): number {
  const first = form[0] ?? 0;
  const from = Math.max(0, bytes.length - form.length + 1);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (form.subarray(0, bytes.length - at).equals(bytes.subarray(at))) return bytes.length - at;
  return 0;
}
