import type { InputRow } from '../inputs/row.ts';
import type { Mode } from '../modes/mode.ts';
import { modes } from '../modes/table.ts';
import { deployFlags, ownVerbs } from './command.ts';
import { FILES, shells } from './completion.ts';
import { rowsOf, switches } from './flags.ts';
import { brief } from './brief.ts';

/** A word that fits, and what it means. */
type Found = readonly (readonly [word: string, about: string])[];

const FILE_NAMES = 'files';

/** Kinds whose values are not names of files. */
const notFiles = /^(boolean|integer|number|duration|URL)/;

/**
 * What the words of a command line can go on with, as the completion scripts read it: a word and its meaning a line,
 * with a tab between them, and a last line if the names of files fit as well.
 * @param words those after the name of the program up to the cursor; the last one is being written, and may be empty
 */
export function completeWords(words: readonly string[]): string[] {
  const joined = withoutBreaks(words);
  const last = joined.at(-1) ?? '';
  const found = candidates(joined.slice(0, -1), last);
  if (found === FILE_NAMES) return [FILES];
  return found.filter(([word]) => word.startsWith(last)).map(([word, about]) => `${word}\t${about}`);
}

/** Bash breaks `--cluster=kind` into three words. */
function withoutBreaks(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1) ?? '';
    if ((word === '=' && before.startsWith('--')) || /^--[^=]+=$/.test(before))
      joined.splice(-1, 1, before + word);
    else joined.push(word);
  }
  return joined;
}

function candidates(before: readonly string[], last: string): Found | typeof FILE_NAMES {
  const [verb = '', ...rest] = before;
  if (before.length === 0) return last.startsWith('-') ? [...deployShFlags(), ...switchFlags()] : verbs();
  if (verb === 'completion') return rest.length === 0 ? shells.map((shell) => [shell, '']) : [];
  if (verb === 'help') return rest.length === 0 ? verbs() : [];
  const mode = Object.hasOwn(modes, verb) ? modes[verb] : undefined;
  const rows = new Map(mode === undefined ? anyFlags() : rowsOf(mode));
  const [, name, head] = /^--(([^=]+)=)/.exec(last) ?? [];
  if (name !== undefined && head !== undefined) return valuesOf(rows.get(head), `--${name}`);
  const row = rows.get(/^--(.*)$/.exec(rest.at(-1) ?? '')?.[1] ?? '');
  if (row !== undefined && row.kind.type !== 'boolean') return valuesOf(row, '');
  if (last.startsWith('-') || mode?.operands === undefined)
    return [...(mode === undefined ? deployShFlags() : []), ...rowFlags([...rows]), ...switchFlags()];
  return FILE_NAMES;
}

function valuesOf(row: InputRow | undefined, head: string): Found | typeof FILE_NAMES {
  if (row === undefined) return [];
  if (row.kind.values !== undefined) return row.kind.values.map((value) => [`${head}${value}`, '']);
  return notFiles.test(row.kind.type) ? [] : FILE_NAMES;
}

const verbs = (): Found => [
  ...Object.entries(modes).map(([name, { does }]) => [name, brief(does)] as const),
  ...Object.entries(ownVerbs),
];
const rowFlags = (rows: readonly (readonly [string, { description: string }])[]): Found =>
  rows.map(([name, { description }]) => [`--${name}`, brief(description)]);
const switchFlags = (): Found => rowFlags(Object.entries(switches));
const deployShFlags = (): Found => Object.entries(deployFlags).map(([name, does]) => [`--${name}`, does]);
const anyFlags = (): (readonly [string, InputRow])[] =>
  Object.values(modes).flatMap((mode: Mode) => [...rowsOf(mode)]);
