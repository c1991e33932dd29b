import { openSecrets } from '../base/clean.ts';
import type { MaskingLog } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { quote, quoteAddress } from './kinds.ts';
import { accepts, inputRowsOf, type ModeRow, type ModeTable } from './mode-row.ts';
import { fieldOf, inputRows, type Inputs, inputVariable, type Surface } from './types.ts';
import { registryProblems } from './rules/cluster.ts';
import { gateProblems } from './rules/gate.ts';
import { secretWords } from './rules/words.ts';
import type { InputRow } from './row.ts';
import { inputTable } from './table.ts';
import { isStandIn, passwordsIn, proxyPasswords } from '../base/secret.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads all inputs from the environment of a step, or from what the command line made to look like one.
 * @throws ActionError `bad-input`, once, with every problem; no secret's value is in it.
 */
export function loadInputs(env: Env, modes: ModeTable, surface: Surface = 'workflow'): Inputs {
  const name = modeName(env);
  const mode = modeOf(name, modes);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [input, row] of inputRowsOf(modes)) {
    const isAccepted = mode === null || accepts(mode, input, row);
    if (!isAccepted && isWritten(input, row, env))
      problems.push(`Input \`${input}\` is not for \`mode: ${name}\`: remove it.`);
    const given = isAccepted ? givenValue(input, row, env, surface) : null;
    const raw = presetOf(mode, input) ?? given?.text ?? row.default ?? null;
    const parsed = raw === null ? { value: null } : row.kind.parse(raw);
    if ('value' in parsed) values[fieldOf(input, row)] = parsed.value;
    else {
      const place = given?.variable === undefined ? '' : `, from ${given.variable} in the environment,`;
      const found = row.secret ? 'is malformed' : `is ${quoted(row, raw ?? '')}`;
      problems.push(`Input \`${input}\`${place} ${found}: write ${parsed.write}.`);
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the loop above is what makes it true
  const inputs = values as Inputs;
  // Rules across inputs would only repeat what is wrong with the single ones.
  if (problems.length === 0 && mode !== null) problems.push(...contradictions(inputs, mode, env, surface));
  if (problems.length > 0) throw new ActionError('bad-input', asList(problems));
  return inputs;
}

/** Inputs, some of them wrong, as far as they can be read: to say it where they are reported. Wrong ones are undefined. */
export function readableInputs(env: Env): Partial<Inputs> {
  const values = inputRows.map(([name, row]) => {
    const raw = givenValue(name, row, env, 'workflow')?.text ?? row.default ?? null;
    const parsed = raw === null ? { value: null } : row.kind.parse(raw);
    return [fieldOf(name, row), 'value' in parsed ? parsed.value : undefined];
  });
  return Object.fromEntries(values);
}

function quoted({ kind }: InputRow, raw: string): string {
  return kind.type === 'URL' ? quoteAddress(raw) : quote(raw);
}

function contradictions(inputs: Inputs, mode: ModeRow, env: Env, surface: Surface): string[] {
  const words = secretWords[surface];
  const given = new Set(inputRows.flatMap(([name, row]) => (isGiven(name, row, env) ? name : [])));
  return [
    ...mode.problems(inputs, { given, words }),
    ...registryProblems(inputs, words),
    ...gateProblems(inputs, given),
  ];
}

/**
 * Reads all inputs and has their secrets masked before anything else is printed.
 * @throws ActionError as `loadInputs` does; no secret that was written is in it, wherever it was written.
 */
export function loadMaskedInputs(env: Env, modes: ModeTable, log: MaskingLog, surface: Surface): Inputs {
  const written = writtenSecrets(env, surface);
  try {
    const inputs = loadInputs(env, modes, surface);
    log.mask([...secretValues(inputs), ...written]);
    return inputs;
  } catch (error) {
    // A step that ends here gives the runner no secret to mask, so its error must not contain any.
    if (!(error instanceof ActionError)) throw error;
    throw new ActionError(error.code, openSecrets(written).clean(error.message), { hint: error.hint });
  }
}

function modeName(env: Env): string {
  return textOf(env, inputVariable('mode')) || inputTable.mode.default;
}

/** Null for a name that is not in the table; the loader reports it as any other wrong value. */
function modeOf(name: string, modes: ModeTable): ModeRow | null {
  return (Object.hasOwn(modes, name) ? modes[name] : undefined) ?? null;
}

function presetOf(mode: ModeRow | null, name: string): string | undefined {
  const preset: Readonly<Record<string, string>> = mode?.preset ?? {};
  return preset[name];
}

/** The runner passes defaults as if the workflow had them, so a value that equals the default counts as not written. */
function isWritten(name: string, row: InputRow, env: Env): boolean {
  return row.runnerDefault === undefined && differs(row, textOf(env, inputVariable(name)));
}

/**
 * Whether the user gave an input a value here. A variable of the command line does not count: it may be meant for
 * another verb, as an image is for the `deploy` before.
 */
function isGiven(name: string, row: InputRow, env: Env): boolean {
  const variable = row.env;
  return (
    isWritten(name, row, env) || (variable !== undefined && differs(row, fromVariable(row, env, variable)))
  );
}

/** Whether a text says something else than the default: `300s` does not where that is `5m`. */
function differs(row: InputRow, text: string): boolean {
  if (text === '' || text === row.default) return false;
  if (row.default === undefined) return true;
  const [value, usual] = [row.kind.parse(text), row.kind.parse(row.default)];
  return !('value' in value && 'value' in usual && value.value === usual.value);
}

/** What an input says, and the variable it comes from if it is not the input itself. */
function givenValue(
  name: string,
  row: InputRow,
  env: Env,
  surface: Surface,
): { text: string; variable?: string } | null {
  const text = textOf(env, inputVariable(name));
  if (text !== '') return { text };
  const variables = [row.env, surface === 'terminal' ? row.terminalEnv : undefined];
  const variable = variables.find((candidate) => candidate !== undefined && textOf(env, candidate) !== '');
  if (variable === undefined) return null;
  return { text: fromVariable(row, env, variable), variable };
}

function fromVariable(row: InputRow, env: Env, variable: string): string {
  const text = textOf(env, variable);
  return row.kind.type === 'duration' && /^\d+$/.test(text) ? `${text}s` : text;
}

function textOf(env: Env, variable: string): string {
  return env[variable]?.trim() ?? '';
}

/**
 * Variables of the command line that are set in a workflow, where only `with` counts, and the inputs to write instead.
 * Users who come from deploy.sh may expect them to be read.
 */
export function unreadVariables(env: Env, modes: ModeTable): { variable: string; input: string }[] {
  const mode = modeOf(modeName(env), modes);
  return inputRows.flatMap(([input, row]) => {
    const variable = row.terminalEnv;
    if (mode !== null && !accepts(mode, input, row)) return [];
    if (variable === undefined || isWritten(input, row, env)) return [];
    return differs(row, fromVariable(row, env, variable)) ? [{ variable, input }] : [];
  });
}

/** Several problems as the lines of one message; one is a message by itself. */
export function asList(problems: readonly string[]): string {
  return problems.length === 1 ? problems.join('') : problems.map((problem) => `- ${problem}`).join('\n');
}

/**
 * What must be hidden before it is known whether the inputs are right: secrets as they are written, and passwords in
 * addresses, including those of the proxies that this process itself goes through.
 */
function writtenSecrets(env: Env, surface: Surface): string[] {
  const written = inputRows.flatMap(([name, row]) => {
    const text = givenValue(name, row, env, surface)?.text ?? '';
    // The secrets of a kubeconfig are masked when it is parsed.
    const isSecret = row.secret === true && name !== 'kubeconfig';
    return [...(isSecret ? [text] : []), ...passwordsIn(text)];
  });
  return [...written, ...proxyPasswords(env)];
}

/**
 * Values to mask in every log. Stand-ins are left out, because masking them would blank the log; so is a plain
 * kubeconfig, whose secrets are masked when it is parsed: masked line by line it would blank `apiVersion: v1`.
 */
export function secretValues(inputs: Inputs): string[] {
  const values: Record<string, unknown> = inputs;
  // What follows the path of an address may be a signature.
  const queries = inputs.baseline.flatMap((source) =>
    source.from === 'url' ? [new URL(source.url).search.slice(1)] : [],
  );
  const proxyPassword = passwordsIn(inputs.httpsProxy ?? '');
  return inputRows
    .filter(([, row]) => row.secret)
    .map(([name, row]) => values[fieldOf(name, row)])
    .filter((value) => typeof value === 'string')
    .concat(queries, proxyPassword)
    .filter((value) => !isStandIn(value) && !value.includes('\n'));
}

/**
 * The inputs by name as they may be written down: a secret is `set` or null.
 * @param mode leaves out the inputs it does not accept
 */
export function publicInputs(inputs: Inputs, mode?: ModeRow): Record<string, unknown> {
  const values: Record<string, unknown> = inputs;
  const rows = inputRows.filter(([name, row]) => mode === undefined || accepts(mode, name, row));
  return Object.fromEntries(
    rows.map(([name, row]) => {
      const value = values[fieldOf(name, row)] ?? null;
      return [name, row.secret && value !== null ? 'set' : value];
    }),
  );
}
