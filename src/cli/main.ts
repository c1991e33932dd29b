import { mkdtemp, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Command, inputsOfStep, readCommand, type Step } from './command.ts';
import { exitCode } from './exit-codes.ts';
import { environmentOf, parseFlags } from './flags.ts';
import { generalHelp, verbHelp } from './help.ts';
import { perform, type Prepared } from './perform.ts';
import { openStandardOutput, untilStopped, version } from './process.ts';
import { asTerminalError } from './render.ts';
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
  const { env } = process;
  const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose'), env });
  const output = openStandardOutput(process.stdout);
  const print = (text: Clean<string>): void => {
    log.status?.(null);
    output.print(text);
  };
  try {
    if (args.includes('--version')) print(madeOfClean(`clawbench-k8s ${await version(root)}`));
    else if (args.includes('--help')) print(madeOfClean(helpOf(args)));
    else return await performCommand(readCommand(args, Object.keys(modes)), { log, root, print });
    return exitCode('pass');
  } catch (error) {
    const failure = asTerminalError(error);
    tell(failure, log);
    return exitCode(failure.code === 'bad-input' ? 'usage' : 'nothingToJudge');
  } finally {
    log.status?.(null);
  }
}

const modeOf = ({ verb }: Step): Mode => modes[verb]!;

/** Help is printed whatever else is wrong with the command. */
function helpOf([name = '']: readonly string[]): string {
  const mode = Object.hasOwn(modes, name) ? modes[name] : undefined;
  return mode === undefined ? generalHelp(modes) : verbHelp(name, mode);
}

interface Terminal {
  log: MaskingLog;
  root: ActionRoot;
  print: (text: Clean<string>) => void;
}

/** Does all steps once the inputs of all are right. @throws ActionError */
async function performCommand({ steps, args, flag }: Command, terminal: Terminal): Promise<number> {
  const { log, print } = terminal;
  const given = parseFlags(steps.map(modeOf), args);
  const prepared: Prepared[] = [];
  for (const step of steps) {
    const { verb } = step;
    const mode = modeOf(step);
    const env = await environmentOf(verb, mode, inputsOfStep(step, given.inputs, flag));
    prepared.push({ verb, mode, env, inputs: loadMaskedInputs(env, modes, log, 'terminal') });
  }
  const directory = await mkdtemp(path.join(tmpdir(), 'clawbench-'));
  try {
    return await perform(prepared, hostOf(terminal, directory), {
      json: given.json,
      print,
      tell: (failure) => tell(failure, log),
    });
  } finally {
    // Most verbs leave nothing in it; what an evaluation leaves is the user's.
    await rmdir(directory).catch(() => undefined);
  }
}

function hostOf({ log, root }: Terminal, directory: string): Omit<EvalHost, 'env'> {
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
    savesVerdicts: false,
  };
}

function tell(failure: ActionError, log: Log): void {
  log.status?.(null);
  for (let cause: unknown = failure.cause; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
}
