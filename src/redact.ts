/**
 * Replaces secrets in text and bytes, whatever form they took on the way: plain, base64 (of a text that holds them, at any
 * of the three alignments), percent-encoded, or escaped as JSON does. Values under 8 characters are left: replacing
 * them would shred the text, and the inputs refuse them as keys.
 */
export function redactor(secrets: readonly string[]): (bytes: Buffer) => Buffer {
  const forms = [...new Set(secrets.filter((secret) => secret.length >= 8).flatMap(formsOf))]
    // Longest first, so that no form hides the rest of a longer one.
    .sort((a, b) => b.length - a.length)
    .map((form) => Buffer.from(form));
  return (bytes) => forms.reduce(replaceAll, bytes);
}

const REPLACEMENT = Buffer.from('***');

function formsOf(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    json,
    JSON.stringify(json).slice(1, -1),
    encodeURIComponent(secret),
    ...base64Forms(secret),
  ];
}

/** What of a text's base64 depends on the secret alone, for each of the three places it can start at. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters also hold bits of what stands before, the last one of what follows.
    const core = encoded.slice(
      offset === 0 ? 0 : offset + 1,
      (offset + Buffer.byteLength(secret)) % 3 === 0 ? undefined : -1,
    );
    return core.length < 8 ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function replaceAll(bytes: Buffer, form: Buffer): Buffer {
  let at = bytes.indexOf(form);
  if (at === -1) return bytes;
  const parts: Buffer[] = [];
  let from = 0;
  for (; at !== -1; at = bytes.indexOf(form, from)) {
    parts.push(bytes.subarray(from, at), REPLACEMENT);
    from = at + form.length;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
