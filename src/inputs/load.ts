import { openSecrets } from '../base/clean.ts';
import type { MaskingLog } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import { quote } from './kinds.ts';
import { inputRows, type Inputs, inputVariable, type Surface } from './types.ts';
import { contradictions } from './rules.ts';
import { existingProblems } from './rules/existing.ts';
import { type Mode, type ModeRow, modes } from './modes.ts';
import type { InputRow } from './row.ts';
import { inputTable } from './table.ts';
import { isStandIn, passwordsIn, proxyPasswords } from '../base/secret.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads all inputs from the environment of a step, or what the command line made to look like one.
 * @throws ActionError `bad-input`, once, with every problem there is; no value of a secret is in it.
 */
export function loadInputs(env: Env, surface: Surface = 'workflow'): Inputs {
  const mode = modeOf(env);
  const problems = unknownInputs(env);
  const values: Record<string, unknown> = {};
  for (const [name, row] of inputRows) {
    const isTaken = mode === null || takes(mode, name, row);
    if (!isTaken && isGiven(name, row, env))
      problems.push(`Input \`${name}\` is not for \`mode: ${mode}\`: remove it.`);
    const given = isTaken ? givenValue(name, row, env, surface) : null;
    const raw = given?.text ?? row.default ?? null;
    const parsed = raw === null ? { value: null } : row.kind.parse(raw);
    if ('value' in parsed) values[fieldOf(name, row)] = parsed.value;
    else {
      const place = given?.variable === undefined ? '' : `, from ${given.variable} in the environment,`;
      const found = row.secret ? 'is malformed' : `is ${quote(raw ?? '')}`;
      problems.push(`Input \`${name}\`${place} ${found}: write ${parsed.write}.`);
    }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the loop above is what makes it true
  const inputs = values as Inputs;
  // Rules across inputs would only repeat what is wrong with the single ones.
  const written = inputRows.flatMap(([name, row]) => (isGiven(name, row, env) ? name : []));
  if (problems.length === 0) problems.push(...contradictions(inputs, surface));
  if (problems.length === 0) problems.push(...existingProblems(inputs, written));
  if (problems.length > 0) throw new ActionError('bad-input', asOneMessage(problems));
  return inputs;
}

/**
 * Reads all inputs and has their secrets masked before anything else is printed.
 * @throws ActionError as `loadInputs` does; no secret that was written is in it, wherever it was written.
 */
export function loadMaskedInputs(env: Env, log: MaskingLog, surface: Surface): Inputs {
  const written = writtenSecrets(env, surface);
  try {
    const inputs = loadInputs(env, surface);
    log.mask([...secretValues(inputs), ...written]);
    return inputs;
  } catch (error) {
    // A step that ends here gives the runner no secret to mask, so that its error has to be without them.
    if (!(error instanceof ActionError)) throw error;
    throw new ActionError(error.code, openSecrets(written).clean(error.message), { hint: error.hint });
  }
}

/** Whether a mode has a use for an input. */
export function takes(mode: Mode, name: string, row: InputRow): boolean {
  const { groups, also = [], without = [] }: ModeRow = modes[mode];
  return (groups.includes(row.group) && !without.includes(name)) || also.includes(name);
}

/** Null if what stands there is no mode; that is a problem of its own. */
function modeOf(env: Env): Mode | null {
  const parsed = inputTable.mode.kind.parse(
    givenValue('mode', inputTable.mode, env, 'workflow')?.text ?? inputTable.mode.default,
  );
  return 'value' in parsed ? parsed.value : null;
}

/** The runner hands over defaults as if they were written in the workflow; nobody wrote what equals them. */
function isGiven(name: string, row: InputRow, env: Env): boolean {
  if (row.runnerDefault !== undefined) return false;
  const raw = textOf(env, inputVariable(name));
  return raw !== '' && raw !== row.default;
}

function fieldOf(name: string, row: InputRow): string {
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return row.kind.type === 'duration' ? `${camel}Ms` : camel;
}

/** What an input says, and which variable said it where that was not the input itself. */
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
 * Variables of the command line that are set where only `with` counts, with the inputs to write instead. Whoever moved
 * from deploy.sh may take them for read.
 */
export function unreadVariables(env: Env): { variable: string; input: string }[] {
  const mode = modeOf(env);
  return inputRows.flatMap(([input, row]) => {
    const variable = row.terminalEnv;
    if (mode !== null && !takes(mode, input, row)) return [];
    if (variable === undefined || textOf(env, variable) === '' || isGiven(input, row, env)) return [];
    return fromVariable(row, env, variable) === row.default ? [] : [{ variable, input }];
  });
}

function asOneMessage(problems: readonly string[]): string {
  return problems.length === 1 ? problems.join('') : problems.map((problem) => `- ${problem}`).join('\n');
}

/** GitHub only warns of a misspelt input, and a gate without its `threshold` would let everything through. */
function unknownInputs(env: Env): string[] {
  const known = new Set(inputRows.map(([name]) => inputVariable(name)));
  return Object.keys(env)
    .filter((variable) => variable.startsWith('INPUT_') && !known.has(variable))
    .map((variable) => {
      const name = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
      const near = inputRows.find(([candidate]) => editDistance(candidate, name) <= 2)?.[0];
      return near === undefined
        ? `Input \`${name}\` does not exist: remove it, or look up its name in the README.`
        : `Input \`${name}\` does not exist: write \`${near}\`.`;
    });
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/**
 * What must be hidden before anybody knows whether the inputs are right: secrets as they are written, and passwords in
 * addresses, those of the proxies included that this process itself goes through.
 */
function writtenSecrets(env: Env, surface: Surface): string[] {
  const written = inputRows.flatMap(([name, row]) => {
    const text = givenValue(name, row, env, surface)?.text ?? '';
    // Of a kubeconfig the one who parses it masks the leaves.
    const isSecret = row.secret === true && name !== 'kubeconfig';
    return [...(isSecret ? [text] : []), ...passwordsIn(text)];
  });
  return [...written, ...proxyPasswords(env)];
}

/**
 * Values to mask in every log. Stand-ins are left out, masking them would blank the log; so is a plain kubeconfig,
 * whose leaves the one who parses it masks: masked line by line it would blank `apiVersion: v1`.
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

/** The inputs by name as they may be written down: a secret is `set` or null. */
export function publicInputs(inputs: Inputs): Record<string, unknown> {
  const values: Record<string, unknown> = inputs;
  return Object.fromEntries(
    inputRows.map(([name, row]) => {
      const value = values[fieldOf(name, row)] ?? null;
      return [name, row.secret && value !== null ? 'set' : value];
    }),
  );
}
