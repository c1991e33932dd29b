import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ActionError } from '../errors.ts';
import { inputRows, inputVariable, takes } from '../inputs.ts';
import type { Mode } from '../inputs/modes.ts';
import type { InputRow } from '../inputs/row.ts';
import type { Verb } from './verb.ts';

/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);

/** Flags of every verb. */
export const switches = {
  json: { type: 'boolean', description: 'Print the verdict record as JSON.' },
  verbose: { type: 'boolean', description: 'Print debug lines.' },
  help: { type: 'boolean', description: 'Print this.' },
} as const;

type Rows = readonly (readonly [string, InputRow])[];

/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
export function flagsOf({ mode, operands }: Verb): Rows {
  return inputsOf(mode).filter(
    ([name, row]) => name === 'kubeconfig' || (!row.secret && name !== operands?.input),
  );
}

/** Inputs that are taken from the environment instead. */
export function keysOf({ mode }: Verb): Rows {
  return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}

function inputsOf(mode: Mode): Rows {
  return inputRows.filter(([name, row]) => takes(mode, row) && !workflowOnly.has(name));
}

export interface Given {
  json: boolean;
  help: boolean;
  /** Texts by name of the input. */
  inputs: Record<string, string>;
}

/** @throws ActionError `bad-input` */
export function parseFlags(verb: Verb, args: readonly string[]): Given {
  const { values, positionals } = parse(verb, args);
  const { json, help, verbose: _, ...flags } = values;
  const inputs = Object.entries(flags).map(([name, texts]) => [name, asText(verb, name, texts)]);
  const { operands } = verb;
  if (operands !== null && positionals.length > 0) inputs.push([operands.input, positionals.join('\n')]);
  return { json: json === true, help: help === true, inputs: Object.fromEntries(inputs) };
}

function parse(
  verb: Verb,
  args: readonly string[],
): { values: Record<string, unknown>; positionals: string[] } {
  const names = flagsOf(verb).map(([name]) => [name, { type: 'string' as const, multiple: true }]);
  const options = { ...Object.fromEntries(names), ...switches };
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: verb.operands !== null });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

/** Repeated flags are lines of one input. */
function asText(verb: Verb, name: string, values: unknown): string {
  const texts = Array.isArray(values) ? values.map(String) : [];
  const takesLines = flagsOf(verb).some(([flag, row]) => flag === name && row.lines);
  if (texts.length > 1 && !takesLines) throw usage(`Option '--${name}' is given more than once`);
  return texts.join('\n');
}

/** Flags as the runner would hand them over as inputs; the environment keeps the keys of providers. */
export async function environmentOf(
  verb: Verb,
  inputs: Given['inputs'],
): Promise<Record<string, string | undefined>> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
  const own = await Promise.all(
    Object.entries({ ...inputs, mode: verb.mode }).map(async ([name, text]) => [
      inputVariable(name),
      name === 'kubeconfig' ? await contentsOf(text) : text,
    ]),
  );
  return Object.fromEntries([...inherited, ...own]);
}

async function contentsOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ActionError('bad-input', `The kubeconfig ${file} can not be read.`, {
      hint: 'Write the path of a kubeconfig as --kubeconfig.',
      cause,
    });
  }
}

function usage(message: string): ActionError {
  return new ActionError('bad-input', message, { hint: 'See --help for the flags there are.' });
}
