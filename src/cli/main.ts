import { mkdtemp, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, inputsOfStep, readRequest, type Request, type Step } from './command.ts';
import { completeWords } from './complete.ts';
import { completionScript } from './completion.ts';
import { exitCode } from './exit-codes.ts';
import { environmentOf, type Given, parseFlags } from './flags.ts';
import { helpText } from './help.ts';
import type { Prepared } from './perform.ts';
import { makeOutputDirectory } from './output-directory.ts';
import { openStandardOutput, pageOf, untilStopped, version } from './process.ts';
import { asTerminalError } from './terminal-error.ts';
import type { ActionRoot, Log, MaskingLog } from '../base/ports.ts';
import { type Clean, madeOfClean } from '../base/clean.ts';
import { placesOfTerminal } from '../base/checked-file.ts';
import { clock } from '../base/clock.ts';
import type { ActionError } from '../base/errors.ts';
import type { EvalHost } from '../eval/host.ts';
import { loadMaskedInputs } from '../inputs/load.ts';
import type { Mode } from '../modes/mode.ts';
import { modes } from '../modes/table.ts';
import { openTerminalLog } from './terminal-log.ts';

/**
 * The action from a terminal: its inputs are the flags, and `--kubeconfig` is a path. Progress goes to standard error,
 * the result to standard output.
 * @returns the exit code, one of `exitTable`
 */
export async function commandLine(args: readonly string[], root: ActionRoot): Promise<number> {
  const { env, stdin, stdout } = process;
  const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose'), env });
  const output = openStandardOutput(stdout);
  const print = (text: Clean<string>): void => {
    log.status?.(null);
    output.print(text);
  };
  const isTerminal = stdin.isTTY || stdout.isTTY;
  const code = await answer(() => readRequest(args, { isTerminal, env }), { log, root, print });
  const unwritten = await output.finish();
  if (unwritten === null) return code;
  log.error('output', `Standard output could not be written: ${unwritten.message}`);
  return exitCode('nothingToJudge');
}

/** Does what is asked for, or says what is wrong. @returns the exit code */
async function answer(read: () => Request, terminal: Terminal): Promise<number> {
  const { log, root, print } = terminal;
  try {
    const request = read();
    if (request.kind === 'command') return await performCommand(request, terminal);
    for (const text of await textsOf(request, root)) print(madeOfClean(text));
    return exitCode('pass');
  } catch (error) {
    const failure = asTerminalError(error);
    tell(failure, log);
    return exitCode(failure.code === 'bad-input' ? 'usage' : 'nothingToJudge');
  } finally {
    log.status?.(null);
  }
}

/** What is printed for a request that performs nothing. */
async function textsOf(request: Exclude<Request, { kind: 'command' }>, root: ActionRoot): Promise<string[]> {
  if (request.kind === 'help') return [helpText(request.topic, request.isComplete, pageOf(process.stdout))];
  if (request.kind === 'version') return [`clawbench-k8s ${await version(root)}`];
  if (request.kind === 'script') return [completionScript(request.shell)];
  return completeWords(request.words);
}

const modeOf = ({ verb }: Step): Mode => modes[verb]!;

interface Terminal {
  log: MaskingLog;
  root: ActionRoot;
  print: (text: Clean<string>) => void;
}

/** Does all steps once the inputs of all are right. @throws ActionError */
async function performCommand({ steps, args, by }: Command, terminal: Terminal): Promise<number> {
  const { log, print } = terminal;
  const verb = by ?? steps[0]?.verb;
  const given = parseFlags(steps.map(modeOf), args, verb === undefined ? {} : { verb });
  const directory = await mkdtemp(path.join(tmpdir(), 'clawbench-'));
  const saved: string[] = [];
  try {
    const texts = await withStandardInput(given.inputs, directory, saved);
    const prepared: Prepared[] = [];
    for (const step of steps) {
      const mode = modeOf(step);
      const env = await environmentOf(step.verb, mode, inputsOfStep(step, texts, by));
      prepared.push({ verb: step.verb, mode, env, inputs: loadMaskedInputs(env, modes, log, 'terminal') });
    }
    // Help, and what is wrong with the inputs, need none of what follows.
    const { perform } = await import('./perform.ts');
    if (given.output !== null) await makeOutputDirectory(given.output);
    const host = { ...hostOf(terminal, directory), savesVerdicts: given.output !== null };
    return await perform(prepared, host, {
      json: given.json,
      output: given.output,
      page: pageOf(process.stdout),
      print,
      tell: (failure) => tell(failure, log),
    });
  } finally {
    for (const file of saved) await rm(file, { force: true });
    // Most verbs leave nothing in it; what an evaluation leaves is the user's.
    await rmdir(directory).catch(() => undefined);
  }
}

/** Puts a file with what is on standard input in the place of `-`. */
async function withStandardInput(
  texts: Given['inputs'],
  directory: string,
  saved: string[],
): Promise<Given['inputs']> {
  const results = texts['result']?.split('\n') ?? [];
  if (!results.includes('-')) return texts;
  const { saveStandardInput } = await import('./standard-input.ts');
  const file = await saveStandardInput(process.stdin, directory);
  saved.push(file);
  return { ...texts, result: results.map((name) => (name === '-' ? file : name)).join('\n') };
}

function hostOf({ log, root }: Terminal, directory: string): Omit<EvalHost, 'env' | 'savesVerdicts'> {
  return {
    log,
    clock,
    signal: untilStopped(),
    root,
    places: placesOfTerminal(),
    workflow: null,
    directory,
    pastArtifacts: () => null,
    artifacts: null,
    saveLeftovers: ({ namespace, instance }) => log.debug(`Instance ${instance} in namespace ${namespace}.`),
    saveKind: (name) => log.debug(`kind cluster: ${name ?? 'none'}.`),
    keep: () => undefined,
    keepNodeLogs: async (logs) => log.info(`Logs of the nodes: ${logs.directory}`),
    reproduce: null,
  };
}

function tell(failure: ActionError, log: Log): void {
  log.status?.(null);
  for (let cause: unknown = failure.cause; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  const { message, hint = '' } = failure;
  // A list begins on its own line.
  const text = message.startsWith('- ') ? `\n${message}` : message;
  log.error(failure.code, `${text}\n${hint}`.trimEnd());
}
