import { Transform } from 'node:stream';
import { cutBefore, formsOf } from '../../src/base/redact.ts';
import { secretLines } from '../../src/base/secret.ts';

/** Takes keys out of what a provider says: servers quote headers in their errors, and the agent could read them there. */
export interface Hiding {
  /** A text, with as many asterisks in place of each key. */
  text(text: string): string;
  /** Whether the name of a header is fit to be seen; they come in lower case, whatever the server wrote. */
  isPlainName(name: string): boolean;
  /**
   * The same for an answer. What ends in a line feed passes at once, as events do; of all else an end of the length of a key
   * waits for the next chunk. It waits whatever it holds: else its delay would tell how a key begins to whoever can have the
   * provider quote a guess.
   */
  stream(): Transform;
}

/** @param secrets are found in all the forms that `formsOf` knows */
export function hiding(secrets: readonly string[]): Hiding {
  const texts = formsOf(secrets);
  const forms = texts.map((form) => Buffer.from(form));
  const inLowerCase = secretLines(secrets).map((line) => line.toLowerCase());
  const longest = Math.max(1, ...forms.map(({ length }) => length));
  return {
    text: (text) => texts.reduce((rest, form) => rest.replaceAll(form, '*'.repeat(form.length)), text),
    isPlainName: (name) => !inLowerCase.some((line) => name.includes(line)),
    stream() {
      let rest: Buffer | undefined;
      return new Transform({
        transform(chunk: Buffer, _, done) {
          const bytes = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
          const end = cutBefore(bytes, openEnd(bytes, longest), forms);
          rest = end === bytes.length ? undefined : Buffer.from(bytes.subarray(end));
          if (end > 0) this.push(withoutForms(bytes.subarray(0, end), forms));
          done();
        },
        flush(done) {
          done(null, rest && withoutForms(rest, forms));
        },
      });
    },
  };
}

const LINE_FEED = 0x0a;
const blanks = new Set([0x20, 0x09, 0x0d, LINE_FEED]);

/** Where a form that is not there to its end could begin: none begins with a blank or has a line feed in it. */
function openEnd(bytes: Buffer, longest: number): number {
  let at = Math.max(0, bytes.length - longest + 1, bytes.lastIndexOf(LINE_FEED) + 1);
  while (at < bytes.length && blanks.has(bytes[at] ?? 0)) at += 1;
  return at;
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
