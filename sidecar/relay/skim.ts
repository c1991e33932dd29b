/** How much of a text is kept, in bytes. Long enough for a system prompt. */
const longestText = 128 * 1024;
/** Data such as a picture in base64 has no blanks; this many bytes stand for about as many tokens as a picture costs. */
const longestData = 4 * 1024;
/** After so many bytes without a blank or an escape, a text is taken for data. */
const tellsData = 2 * 1024;

export interface Skimmer {
  push(chunk: Uint8Array): void;
  /** What was kept of the JSON so far, or null if it was more than `maxBytes`. */
  end(): Buffer | null;
}

/**
 * Shortens the texts in a JSON document that comes in chunks, so that one of any size can be parsed in little memory. What
 * is JSON stays JSON; other bytes pass as they are.
 */
export function openSkimmer(maxBytes: number): Skimmer {
  const kept: Uint8Array[] = [];
  let bytes = 0;
  let inText = false;
  /** Bytes of the current text, and whether it looks like data so far. */
  let length = 0;
  let isData = true;
  /** Bytes that still belong to an escape, which is kept or left out as a whole. */
  let escape = 0;
  let isCut = false;

  const keep = (part: Uint8Array): void => {
    if (part.length === 0) return;
    bytes += part.length;
    // Copied, because a slice would keep its whole chunk in memory.
    if (bytes <= maxBytes) kept.push(Uint8Array.from(part));
    else kept.length = 0;
  };

  return {
    push(chunk) {
      if (bytes > maxBytes) return;
      let from = 0;
      for (let at = 0; at < chunk.length; at += 1) {
        const byte = chunk[at]!;
        if (!inText) {
          if (byte !== QUOTE) continue;
          inText = true;
          isCut = false;
          isData = true;
          length = 0;
          continue;
        }
        if (escape > 0) {
          // After the backslash comes one character, or u and four digits.
          escape = escape === FIRST ? (byte === LETTER_U ? 4 : 0) : escape - 1;
        } else if (byte === QUOTE) {
          inText = false;
          if (isCut) from = at;
          continue;
        } else if (isCut) {
          if (byte === BACKSLASH) escape = FIRST;
          continue;
        } else if (length >= longestText || (length >= longestData && isData)) {
          keep(chunk.subarray(from, at));
          isCut = true;
          if (byte === BACKSLASH) escape = FIRST;
          continue;
        } else if (byte === BACKSLASH) {
          escape = FIRST;
          if (length < tellsData) isData = false;
        } else if (byte === BLANK && length < tellsData) {
          isData = false;
        }
        length += 1;
      }
      if (!(inText && isCut)) keep(chunk.subarray(from));
    },
    end: () => (bytes > maxBytes ? null : Buffer.concat(kept)),
  };
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;
const LETTER_U = 0x75;
/** The byte right after a backslash is awaited. */
const FIRST = 5;

/** The same for a document that is in memory. */
export function skim(document: Uint8Array, maxBytes: number): Buffer | null {
  const skimmer = openSkimmer(maxBytes);
  skimmer.push(document);
  return skimmer.end();
}
