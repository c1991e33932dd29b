import { plainLines } from '../base/plain-text.ts';

/** Longer quotations are cut: a report is a summary. */
const maxTextLength = 500;

/**
 * Untrusted text as Markdown that only shows it. Every character that could be markup becomes a character entity, which
 * Markdown and HTML never read as structure. A zero-width space keeps `@name` and `#1` from notifying people or linking
 * issues.
 */
export function text(raw: string): string {
  return plain(raw).replace(/[^\p{L}\p{N}\p{M} ,;%."'():/?=+-]|^[-+]|\.(?=\p{L})|:(?=\/)/gu, (mark) =>
    mark === '@' || mark === '#' ? `${entity(mark)}&#8203;` : entity(mark),
  );
}

/** The same in a fixed-width font, for names. */
export function code(raw: string): string {
  return `<code>${text(raw)}</code>`;
}

/** A link. `href` must be trusted: it is only encoded, not checked. */
export function link(label: string, href: string): string {
  return `[${text(label)}](${encodeURI(href).replace(/[()]/g, encodeURIComponent)})`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/**
 * The text, cut at the end of a line if it is over `maxBytes`, with `note` in place of the rest. The lines that may be
 * cut must not be inside a tag or a fence.
 */
export function fitBytes(markdown: string, maxBytes: number, note: string): string {
  if (Buffer.byteLength(markdown) <= maxBytes) return markdown;
  const room = Math.max(0, maxBytes - Buffer.byteLength(note) - 2);
  const bytes = Buffer.from(markdown);
  return `${bytes.subarray(0, Math.max(0, bytes.lastIndexOf('\n', room))).toString()}\n\n${note}`;
}

function plain(raw: string): string {
  const line = plainLines(raw).join(' ');
  return line.length > maxTextLength ? `${line.slice(0, maxTextLength).toWellFormed()} …` : line;
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`;
}
