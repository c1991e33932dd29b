import { stripVTControlCharacters } from 'node:util';

/** The runner slows to a crawl on long lines (https://github.com/actions/runner/issues/1031). */
const maxLineBytes = 4096;

/**
 * Text of strangers as lines that hold nothing but text: no colours, no control or invisible characters, which could
 * steer a terminal or hide a workflow command, and no line over 4 KiB. A lone carriage return ends a line, because
 * the runner reads it so.
 */
export function plainLines(text: string): string[] {
  return visible(text)
    .split('\n')
    .map((line) => capLine(line.trimEnd()));
}

/** What a reader would see of a text of strangers. */
export function visible(text: string): string {
  return stripVTControlCharacters(text)
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\v\f\u0085\u2028\u2029]/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

function capLine(line: string): string {
  const bytes = Buffer.byteLength(line);
  if (bytes <= maxLineBytes) return line;
  const note = ` … (${bytes} bytes, cut)`;
  const head = Buffer.from(line).subarray(0, maxLineBytes - Buffer.byteLength(note));
  // The cut may go through a character.
  return `${head.toString().replace(/\uFFFD+$/, '')}${note}`;
}

/**
 * A plain line the runner can not take for a workflow command. It knows two forms: `::name::` at the start of a
 * line, after blanks, and the older `##[name]` anywhere in it.
 */
export function withoutCommands(line: string): string {
  return line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}
