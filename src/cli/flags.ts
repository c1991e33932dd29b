import { parseArgs } from 'node:util';
import { ActionError } from '../base/errors.ts';
import { meant } from '../base/nearest.ts';
import { flagsOf, type FlagsOwner, inputsOf, type Rows } from '../inputs/flags.ts';
import { text } from '../inputs/kinds.ts';
import { asList } from '../inputs/load.ts';
import type { InputRow } from '../inputs/row.ts';
import { secretWords } from '../inputs/rules/words.ts';
import { inputRows, inputVariable } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';

/** Flags that every verb has. */
export const switches = {
  json: { description: 'Print one JSON document instead of text.' },
  verbose: { description: 'Print debug lines.' },
  help: { description: 'Print the flags that most users need; also -h.' },
  'help-all': { description: 'Print all flags.' },
  version: { description: 'Print the version; also -v.' },
} as const;

/** The flag of verbs that judge. An artifact takes its place in a workflow. */
const outputFlag: InputRow = {
  group: 'report',
  common: true,
  kind: text({ maxLength: 4096 }),
  description:
    'New or empty directory for the results: verdict, figures of each run, and reports as HTML, Markdown, JUnit, CSV and JSON; by default they are in a temporary directory, and `verdict` writes none.',
};

/** What the flags of a verb depend on. */
export type Verb = FlagsOwner & Pick<Mode, 'judges'>;

/** All flags of a verb but the switches. */
export function rowsOf(verb: Verb): Rows {
  return verb.judges === true ? [...flagsOf(verb), ['output', outputFlag]] : flagsOf(verb);
}

export interface Given {
  json: boolean;
  /** Directory for the results, if one is named. */
  output: string | null;
  /** Texts by name of the input. */
  inputs: Record<string, string>;
}

/** What is said about flags that are not known. */
interface Words {
  /** The verb as it was written. */
  verb?: string;
  /** More flags that a misspelt one may mean. */
  also?: readonly string[];
}

/**
 * Reads the flags of a command. One that performs several verbs takes the flags of all of them.
 * @throws ActionError `bad-input`, once, with every problem; the value of an unknown flag is not in it, since it might
 *   be a key
 */
export function parseFlags(verbs: readonly Verb[], args: readonly string[], words: Words = {}): Given {
  const rows = new Map(verbs.flatMap(rowsOf));
  const operands = verbs.find((verb) => verb.operands !== undefined)?.operands;
  const problems: string[] = [];
  const texts = new Map<string, string[]>();
  let json = false;
  let isAfterUnknown = false;
  for (const token of tokensOf(rows, args)) {
    const mayBeItsValue = isAfterUnknown;
    isAfterUnknown = false;
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      if (operands !== undefined) add(operands.input, token.value);
      else if (!mayBeItsValue)
        problems.push(
          `Unexpected argument "${token.value}": ${words.verb ?? 'this verb'} takes flags alone.`,
        );
      continue;
    }
    const { name, rawName, value } = token;
    if (rawName.startsWith('--') && Object.hasOwn(switches, name)) {
      if (value !== undefined) problems.push(`--${name} takes no value.`);
      json ||= name === 'json';
    } else if (rawName.startsWith('--') && rows.has(name)) {
      const wrong = valueProblem(name, value, token.inlineValue);
      if (wrong === null) add(name, value ?? '');
      else problems.push(wrong);
      // It took the flag that follows for its value, so the next word is that one's.
      isAfterUnknown = wrong !== null && value?.startsWith('-') === true;
    } else {
      problems.push(unknownFlag(rawName, [...rows.keys(), ...Object.keys(switches)], words));
      isAfterUnknown = value === undefined;
    }
  }
  for (const [name, values] of texts)
    if (values.length > 1 && !takesMany(rows.get(name))) problems.push(`--${name} is given more than once.`);
  if (problems.length > 0) {
    const verb = words.verb === undefined ? '' : ` ${words.verb}`;
    const hint = `See clawbench-k8s${verb} --help-all for all flags.`;
    throw new ActionError('bad-input', asList([...new Set(problems)]), { hint });
  }
  const [output = null] = texts.get('output') ?? [];
  texts.delete('output');
  // A repeated flag becomes the lines of one input.
  const inputs = Object.fromEntries([...texts].map(([name, values]) => [name, values.join('\n')]));
  return { json, output, inputs };

  function add(name: string, value: string): void {
    texts.set(name, [...(texts.get(name) ?? []), value]);
  }
}

type Tokens = ReturnType<typeof parseArgs<{ strict: false; tokens: true }>>['tokens'];

function tokensOf(rows: ReadonlyMap<string, InputRow>, args: readonly string[]): Tokens {
  const options = Object.fromEntries([...rows.keys()].map((name) => [name, { type: 'string' as const }]));
  return parseArgs({ args: spelledOut(rows, args), options, strict: false, tokens: true }).tokens;
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

/** What is wrong with the value of a known flag, apart from what its input says. */
function valueProblem(name: string, value: string | undefined, isInline: boolean | undefined): string | null {
  if (value === undefined) return `--${name} needs a value.`;
  if (value.trim() === '') return `--${name} is empty: write a value, or leave it out.`;
  if (isInline !== true && value.startsWith('-') && value.length > 1)
    return `--${name} needs a value; one that begins with a dash is written --${name}=VALUE.`;
  return null;
}

const everyRow: ReadonlyMap<string, InputRow> = new Map(inputRows);

/** Whether an argument is a flag whose value is the next argument. */
export function takesValue(arg: string): boolean {
  const row = arg === '--output' ? outputFlag : everyRow.get(arg.replace(/^--/, ''));
  return arg.startsWith('--') && row !== undefined && row.kind.type !== 'boolean';
}

/** @param known all flags of the verb */
function unknownFlag(rawName: string, known: readonly string[], { verb, also = [] }: Words): string {
  const name = rawName.replace(/^-+/, '');
  const row = everyRow.get(name);
  if (row !== undefined) return notAFlag(name, row, verb);
  const secrets = inputRows.flatMap(([input, each]) => (isKey(each) ? [input] : []));
  const near = rawName.startsWith('--') ? meant(name, [...known, ...also, ...secrets]) : undefined;
  const nearRow = near === undefined ? undefined : everyRow.get(near);
  if (near !== undefined && nearRow !== undefined && isKey(nearRow)) return notAFlag(name, nearRow, verb);
  if (near !== undefined) return `Unknown option ${rawName}: did you mean --${near}?`;
  if (/(^|-)(api-?key|key|token|password|secret)$/i.test(name))
    return `${rawName} is not a flag: keys, tokens and passwords are read from the environment alone; ${secretWords.terminal.anyKey}.`;
  return `Unknown option ${rawName}.`;
}

/** An input that the verb has no flag for. */
function notAFlag(name: string, row: InputRow, verb: string | undefined): string {
  if (name === 'mode') return '--mode is not a flag: write the verb first, as in clawbench-k8s eval.';
  if (row.workflowOnly === true) return `--${name} has an effect in a workflow only: remove it.`;
  if (isKey(row))
    return `--${name} is not a flag, because every user of this machine can read the arguments of a process: set ${row.env} in the environment.`;
  return `--${name} is not a flag of ${verb ?? 'this verb'}: remove it.`;
}

/** Whether a secret comes from the environment alone. */
function isKey({ secret, env, workflowOnly }: InputRow): boolean {
  return secret === true && env !== undefined && workflowOnly !== true;
}

function takesMany(row: InputRow | undefined): boolean {
  return row?.lines === true || row?.kind.type === 'list';
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
      .map(async ([name, value]) => [
        inputVariable(name),
        name === 'kubeconfig' ? await contentsOf(value) : value,
      ]),
  );
  return Object.fromEntries([...inherited, ...own]);
}

/** Loaded only where it is needed, since help needs no kubeconfig. */
async function contentsOf(file: string): Promise<string> {
  const { readKubeconfig } = await import('../cluster/kubeconfig-paths.ts');
  return await readKubeconfig(file);
}
