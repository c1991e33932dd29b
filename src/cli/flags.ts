import { parseArgs } from 'node:util';
import { ActionError, messageOf } from '../base/errors.ts';
import { inputVariable } from '../inputs/types.ts';
import { flagsOf, type FlagsOwner, inputsOf } from '../inputs/flags.ts';
import { modes } from '../modes/table.ts';
import type { InputRow } from '../inputs/row.ts';
import { shellWord } from '../base/shell-word.ts';

/** Flags that every verb has. */
export const switches = {
  json: { type: 'boolean', description: 'Print one JSON document instead of text.' },
  verbose: { type: 'boolean', description: 'Print debug lines.' },
  help: { type: 'boolean', description: 'Print this.' },
  version: { type: 'boolean', description: 'Print the version.' },
} as const;

export interface Given {
  json: boolean;
  /** Texts by name of the input. */
  inputs: Record<string, string>;
}

/**
 * Reads the flags of a command. One that performs several verbs takes the flags of all of them.
 * @throws ActionError `bad-input`
 */
export function parseFlags(verbs: readonly FlagsOwner[], args: readonly string[]): Given {
  const rows = new Map(verbs.flatMap(flagsOf));
  const operands = verbs.find((verb) => verb.operands !== undefined)?.operands;
  // More than one step means that no verb was written.
  const { values, positionals } = parse(rows, operands !== undefined, args, verbs.length > 1);
  const { json, help: _help, version: _version, verbose: _verbose, ...flags } = values;
  const inputs = Object.entries(flags).map(([name, texts]) => [name, asText(rows.get(name), name, texts)]);
  if (operands !== undefined && positionals.length > 0) inputs.push([operands.input, positionals.join('\n')]);
  return {
    json: json === true,
    inputs: Object.fromEntries(inputs),
  };
}

function parse(
  rows: ReadonlyMap<string, InputRow>,
  allowPositionals: boolean,
  args: readonly string[],
  isWithoutVerb: boolean,
): { values: Record<string, unknown>; positionals: string[] } {
  const names = [...rows.keys()].map((name) => [name, { type: 'string' as const, multiple: true }]);
  const options = { ...Object.fromEntries(names), ...switches };
  try {
    return parseArgs({ args: spelledOut(rows, args), options, strict: true, allowPositionals });
  } catch (error) {
    const message = messageOf(error);
    const stray = /^Unexpected argument '(.*?)'\./.exec(message)?.[1] ?? '';
    if (isWithoutVerb && Object.hasOwn(modes, stray))
      throw usage(`The verb comes first: ${reordered(stray, args)}.`);
    const [sentence = ''] = message.split('. To specify a ');
    throw usage(sentence.replace(/[^.]$/, '$&.'));
  }
}

function reordered(verb: string, args: readonly string[]): string {
  const others = args.toSpliced(args.indexOf(verb), 1);
  return ['clawbench-k8s', verb, ...others.map(shellWord)].join(' ');
}

/** `--detach` alone becomes `--detach=true`; a certificate is the value of the flag before it, although it begins with dashes. */
function spelledOut(rows: ReadonlyMap<string, InputRow>, args: readonly string[]): string[] {
  const rowOf = (arg: string): InputRow | undefined =>
    arg.startsWith('--') ? rows.get(arg.slice(2)) : undefined;
  const words: string[] = [];
  for (const [index, arg] of args.entries()) {
    const before = words.at(-1) ?? '';
    const kind = rowOf(arg)?.kind;
    const isAlone = kind?.type.startsWith('boolean') && !('value' in kind.parse(args[index + 1] ?? ''));
    if (arg.startsWith('-----BEGIN') && rowOf(before) !== undefined) words.splice(-1, 1, `${before}=${arg}`);
    else words.push(isAlone ? `${arg}=true` : arg);
  }
  return words;
}

/** A repeated flag becomes the lines of one input. */
function asText(row: InputRow | undefined, name: string, values: unknown): string {
  const texts = Array.isArray(values) ? values.map(String) : [];
  if (texts.some((text) => text.trim() === ''))
    throw usage(`Option '--${name}' is empty: write a value, or leave it out.`);
  const takesMany = row?.lines === true || row?.kind.type === 'list';
  if (texts.length > 1 && !takesMany) throw usage(`Option '--${name}' is given more than once.`);
  return texts.join('\n');
}

/** Flags as the runner would pass inputs; the keys of providers stay in the environment. */
export async function environmentOf(
  verb: string,
  mode: FlagsOwner,
  inputs: Given['inputs'],
): Promise<Record<string, string | undefined>> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
  const taken = new Set(inputsOf(mode).map(([name]) => name));
  const own = await Promise.all(
    Object.entries(inputs)
      .filter(([name]) => taken.has(name))
      .concat([['mode', verb]])
      .map(async ([name, text]) => [
        inputVariable(name),
        name === 'kubeconfig' ? await contentsOf(text) : text,
      ]),
  );
  return Object.fromEntries([...inherited, ...own]);
}

/** Loaded only where it is needed, since help needs no kubeconfig. */
async function contentsOf(file: string): Promise<string> {
  const { readKubeconfig } = await import('../cluster/kubeconfig-paths.ts');
  return await readKubeconfig(file);
}

function usage(message: string): ActionError {
  return new ActionError('bad-input', message, { hint: 'See --help for all flags.' });
}
