import { secretLines } from './secret.ts';

/**
 * Replaces secrets in bytes in any of these forms: plain, base64 (of a text that contains them, at any of the three
 * alignments), percent-encoded, or escaped as in JSON or HTML. The lines of a secret are replaced one by one.
 */
export function redactor(secrets: readonly string[]): (bytes: Buffer) => Buffer {
  const forms = byteForms(secrets);
  return (bytes) => forms.reduce(replaceAll, bytes);
}

/** The same for a stream, in little memory. The pieces are cut at other places than those of the input. */
export async function* redactStream(
  pieces: AsyncIterable<Buffer>,
  secrets: readonly string[],
): AsyncGenerator<Buffer> {
  const forms = byteForms(secrets);
  const redact = redactor(secrets);
  const longest = Math.max(1, ...forms.map((form) => form.length));
  let rest = Buffer.alloc(0);
  for await (const piece of pieces) {
    rest = Buffer.concat([rest, piece]);
    const cut = cutBefore(rest, rest.length - longest + 1, forms);
    if (cut <= 0) continue;
    yield redact(rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  if (rest.length > 0) yield redact(rest);
}

/** The last offset up to `at` that is not inside one of the forms. */
export function cutBefore(bytes: Buffer, at: number, forms: readonly Buffer[]): number {
  const across = forms.map((form) => bytes.indexOf(form, Math.max(0, at - form.length + 1)));
  const first = Math.min(at, ...across.filter((found) => found !== -1));
  return first < at ? cutBefore(bytes, first, forms) : at;
}

/** Replaces a secret. */
export const REPLACEMENT = '***';
const replacement = Buffer.from(REPLACEMENT);

function byteForms(secrets: readonly string[]): Buffer[] {
  return formsOf(secrets).map((form) => Buffer.from(form));
}

/** Every form of these secrets, longest first, so that replacing one never leaves the rest of a longer one. */
export function formsOf(secrets: readonly string[]): string[] {
  return [...new Set(secretLines(secrets).flatMap(textForms))].sort((a, b) => b.length - a.length);
}

function textForms(secret: string): string[] {
  return [secret, ...jsonForms(secret), ...htmlForms(secret), ...urlForms(secret), ...base64Forms(secret)];
}

/**
 * Escaped once and twice, like JavaScript does, like Python, which writes only ASCII, like Go, which escapes for HTML, and like
 * PHP, which escapes slashes.
 */
function jsonForms(secret: string): string[] {
  const codeOf = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const escape = (text: string): string => JSON.stringify(text).slice(1, -1);
  const ascii = (text: string): string => escape(text).replace(/[^ -~]/g, codeOf);
  const html = (text: string): string => escape(text).replace(/[<>&\u2028\u2029]/g, codeOf);
  const slashes = (text: string): string => ascii(text).replaceAll('/', '\\/');
  return [escape, ascii, html, slashes].flatMap((form) => [form(secret), escape(form(secret))]);
}

/** Libraries differ in how they write quotes, and whether they do. */
function htmlForms(secret: string): string[] {
  const usual = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = usual.replaceAll('"', '&quot;');
  return [usual, quoted, ...['&#39;', '&#039;', '&#x27;'].map((mark) => quoted.replaceAll("'", mark))];
}

/** Libraries differ in which unreserved characters they encode, in how they encode blanks, and in the case of the digits. */
function urlForms(secret: string): string[] {
  const usual = encodeURIComponent(secret.toWellFormed());
  const strict = usual.replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  const forms = [usual, strict, strict.replaceAll('%20', '+'), strict.replaceAll('%2F', '/')];
  return forms.flatMap((form) => [form, form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

/** The part of a text's base64 that depends only on the secret, for each of the three alignments. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)])
      .toString('base64')
      .replace(/=+$/, '');
    // The first characters also contain bits of the text before it, the last one bits of the text after it.
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
    parts.push(bytes.subarray(from, at), replacement);
    from = at + form.length;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts);
}
