/**
 * Replaces secrets in text and bytes, whatever form they took on the way: plain, base64 (of a text that holds them, at any
 * of the three alignments), percent-encoded, or escaped as JSON does. Values under 8 characters are left: replacing
 * them would shred the text, and the inputs refuse them as keys.
 */
export function redactor(secrets: readonly string[]): (bytes: Buffer) => Buffer {
  const forms = formsOf(secrets);
  return (bytes) => forms.reduce(replaceAll, bytes);
}

/** The same for what is too large to be in memory at once; the pieces that come out are others than went in. */
export async function* redactStream(
  pieces: AsyncIterable<Buffer>,
  secrets: readonly string[],
): AsyncGenerator<Buffer> {
  const forms = formsOf(secrets);
  const longest = Math.max(1, ...forms.map((form) => form.length));
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    const cut = cutBefore(rest, rest.length - longest + 1, forms);
    if (cut <= 0) continue;
    yield forms.reduce(replaceAll, rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  if (rest.length > 0) yield forms.reduce(replaceAll, rest);
}

/** The nearest place at or before `at` that is in the middle of no form. */
function cutBefore(bytes: Buffer, at: number, forms: readonly Buffer[]): number {
  const across = forms.map((form) => bytes.indexOf(form, Math.max(0, at - form.length + 1)));
  const first = Math.min(at, ...across.filter((found) => found !== -1));
  return first < at ? cutBefore(bytes, first, forms) : at;
}

const REPLACEMENT = Buffer.from('***');

function formsOf(secrets: readonly string[]): Buffer[] {
  return (
    [...new Set(secrets.filter((secret) => secret.length >= 8).flatMap(textForms))]
      // Longest first, so that no form hides the rest of a longer one.
      .sort((a, b) => b.length - a.length)
      .map((form) => Buffer.from(form))
  );
}

function textForms(secret: string): string[] {
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
