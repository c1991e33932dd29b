import { stripVTControlCharacters } from 'node:util';

/** The runner slows to a crawl on long lines (https://github.com/actions/runner/issues/1031). */
const maxLineBytes = 4096;

/**
 * Untrusted text as lines of nothing but text: no colours, no control or invisible characters, which could steer a
 * terminal or hide a workflow command, and no line over 4 KiB. A lone carriage return ends a line, because it does so
 * for the runner.
 * @param change what else is done to a line, before it is cut
 */
export function plainLines(text: string, change: (line: string) => string = (line) => line): string[] {
  return visible(text)
    .split('\n')
    .map((line) => capLine(change(line.trimEnd())));
}

/**
 * Untrusted text as one line of at most `maxLength` characters, without colours, control characters or invisible ones:
 * for messages that quote what a cluster, a provider or a harness said.
 */
export function oneLine(text: string, maxLength = 600): string {
  // Cut generously first, so that the regular expressions need not see megabytes.
  const line = stripVTControlCharacters(text.slice(0, maxLength * 4))
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  if (line.length <= maxLength && text.length <= maxLength * 4) return line;
  const head = line.slice(0, maxLength - 1).toWellFormed();
  return `${head.trimEnd()}…`;
}

/** What a reader would see of untrusted text. */
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
  // The cut may fall inside a character, or inside the three asterisks that stand for a secret.
  const shown = head
    .toString()
    .replace(/\uFFFD+$/, '')
    .replace(/\*+$/, (stars) => stars.slice(stars.length % 3));
  return `${shown}${note}`;
}

/**
 * A plain line that the runner cannot take for a workflow command. It knows two forms: `::name::` at the start of a
 * line, after blanks, and the older `##[name]` anywhere in it.
 */
export function withoutCommands(line: string): string {
  return line.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1: ');
}
