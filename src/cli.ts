import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clock } from './clock.ts';
import type { MaskingLog } from './deps.ts';
import { ActionError } from './errors.ts';
import { asActionError } from './github/failure.ts';
import { inputRows, inputVariable, loadMaskedInputs } from './inputs.ts';
import type { Inputs } from './inputs.ts';
import { inputGroups } from './inputs/table.ts';
import { headline } from './report/figures.ts';
import { run } from './run.ts';
import type { Outcome } from './run.ts';
import { openTerminalLog } from './terminal-log.ts';

const exitCodes = { pass: 0, fail: 1, usage: 2, inconclusive: 3, nothingToJudge: 4 } as const;

/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);
/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
const flags = inputRows.filter(
  ([name, row]) => name === 'kubeconfig' || (!row.secret && !workflowOnly.has(name)),
);
const keys = inputRows.filter(
  ([name, row]) => row.secret && row.env !== undefined && !workflowOnly.has(name),
);

const switches = {
  json: { type: 'boolean', description: 'Print the verdict record as JSON.' },
  verbose: { type: 'boolean', description: 'Print debug lines.' },
  help: { type: 'boolean', description: 'Print this.' },
} as const;

/**
 * The same evaluation from a terminal: each input of the action is a flag, and `--kubeconfig` is a path. Progress goes
 * to standard error, the verdict to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
 */
export async function commandLine(args: readonly string[]): Promise<number> {
  const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose') });
  try {
    const { json, help, verbose: _, ...given } = parseFlags(args);
    if (help === true) {
      process.stdout.write(helpText());
      return exitCodes.pass;
    }
    const env = await environmentOf(given);
    const inputs = loadMaskedInputs(env, log);
    const outcome = await evaluate(inputs, log);
    process.stdout.write(json === true ? `${JSON.stringify(outcome.verdict, null, 2)}\n` : asText(outcome));
    const { verdict } = outcome.verdict;
    return verdict === 'inconclusive' && inputs.onInconclusive !== 'fail'
      ? exitCodes.pass
      : exitCodes[verdict];
  } catch (error) {
    const failure = asActionError(error);
    log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
    return failure.code === 'bad-input' ? exitCodes.usage : exitCodes.nothingToJudge;
  }
}

/** Repeated flags are lines of one input. */
function parseFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
  const inputs = Object.fromEntries(
    flags.map(([name]) => [name, { type: 'string' as const, multiple: true }]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options: { ...inputs, ...switches }, strict: true });
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, asOneValue(name, value)]));
  } catch (error) {
    throw new ActionError('bad-input', error instanceof Error ? error.message : String(error), {
      hint: 'See --help for the flags there are.',
    });
  }
}

function asOneValue(
  name: string,
  value: string | boolean | (string | boolean)[] | undefined,
): string | boolean | undefined {
  if (!Array.isArray(value)) return value;
  const takesLines = flags.some(([flag, row]) => flag === name && row.lines);
  if (value.length > 1 && !takesLines) throw new Error(`Option '--${name}' is given more than once`);
  return value.join('\n');
}

/** Flags as the runner would hand them over as inputs; the environment keeps the keys of providers. */
async function environmentOf(
  given: Record<string, string | boolean | undefined>,
): Promise<Record<string, string | undefined>> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('INPUT_'));
  const inputs = await Promise.all(
    Object.entries(given).map(async ([name, value]) => {
      const text = String(value);
      return [inputVariable(name), name === 'kubeconfig' ? await contentsOf(text) : text];
    }),
  );
  return Object.fromEntries([...inherited, ...inputs]);
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

async function evaluate(inputs: Inputs, log: MaskingLog): Promise<Outcome> {
  const cancelling = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => cancelling.abort(new ActionError('cancelled', 'You stopped it.')));
  }
  return await run(inputs, {
    log,
    clock,
    workflow: null,
    directory: await mkdtemp(path.join(tmpdir(), 'clawbench-')),
    env: process.env,
    signal: cancelling.signal,
    root: path.join(import.meta.dirname, '..'),
    saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
  });
}

function asText({ verdict, directory }: Outcome): string {
  const lines = [headline(verdict), ...verdict.reasons, ...verdict.notes, `Results: ${directory}`];
  return `${lines.join('\n')}\n`;
}

function helpText(): string {
  const groups = Object.entries(inputGroups).map(([group, title]) => {
    const rows = flags.filter(([, row]) => row.group === group);
    return [`${title}:`, ...rows.map(([name, row]) => flagLine(name, row.description, row.default))].join(
      '\n',
    );
  });
  const others = Object.entries(switches).map(([name, { description }]) => flagLine(name, description));
  const environment = keys.map(([, row]) => line(row.env ?? '', row.description));
  const parts = [
    'Usage: clawbench-k8s [flags]',
    ...groups,
    ['Output:', ...others].join('\n'),
    ['Environment:', ...environment].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function flagLine(name: string, description: string, value?: string): string {
  const text =
    name === 'kubeconfig' ? 'Path of the kubeconfig; by default the one of $KUBECONFIG.' : description;
  return line(`--${name}`, `${text}${value === undefined ? '' : ` [${value}]`}`);
}

function line(name: string, description: string): string {
  return `  ${name.padEnd(26)} ${description}`;
}
