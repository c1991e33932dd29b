import { type Command, inputsOfStep, readCommand, type Step } from './cli/command.ts';
import { exitCodes } from './cli/exit-codes.ts';
import { asTerminalError } from './cli/failure.ts';
import { environmentOf, parseFlags } from './cli/flags.ts';
import { generalHelp, verbHelp } from './cli/help.ts';
import { openStandardOutput } from './cli/output.ts';
import { perform, type Prepared } from './cli/perform.ts';
import type { Verb } from './cli/verb.ts';
import { verbs } from './cli/verbs.ts';
import { version } from './cli/version.ts';
import type { Log, MaskingLog } from './deps.ts';
import type { ActionError } from './errors.ts';
import { loadMaskedInputs } from './inputs.ts';
import { openTerminalLog } from './terminal-log.ts';

/**
 * The action from a terminal: its inputs are the flags, and `--kubeconfig` is a path. Progress goes to standard error,
 * the result to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
 */
export async function commandLine(args: readonly string[]): Promise<number> {
  const { env } = process;
  const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose'), env });
  const output = openStandardOutput(process.stdout);
  const print = (text: string): void => {
    log.status?.(null);
    output.print(text);
  };
  try {
    if (args.includes('--version')) print(`clawbench-k8s ${await version()}`);
    else if (args.includes('--help')) print(helpOf(args));
    else return await performCommand(readCommand(args, Object.keys(verbs)), log, print);
    return exitCodes.pass;
  } catch (error) {
    const failure = asTerminalError(error);
    tell(failure, log);
    return failure.code === 'bad-input' ? exitCodes.usage : exitCodes.nothingToJudge;
  } finally {
    log.status?.(null);
  }
}

const verbOf = ({ verb }: Step): Verb => verbs[verb]!;

/** Asked for help, one gets it, whatever else is wrong. */
function helpOf([name = '']: readonly string[]): string {
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  return verb === undefined ? generalHelp(verbs) : verbHelp(name, verb);
}

/** Does all steps once the inputs of all are right. @throws ActionError */
async function performCommand(
  { steps, args, flag }: Command,
  log: MaskingLog,
  print: (text: string) => void,
): Promise<number> {
  const given = parseFlags(steps.map(verbOf), args);
  const prepared: Prepared[] = [];
  for (const step of steps) {
    const verb = verbOf(step);
    const env = await environmentOf(verb, inputsOfStep(step, given.inputs, flag));
    prepared.push({ name: step.verb, verb, env, inputs: loadMaskedInputs(env, log, 'terminal') });
  }
  const say = (failure: ActionError): void => tell(failure, log);
  return await perform(prepared, { json: given.json, log, print, tell: say });
}

function tell(failure: ActionError, log: Log): void {
  log.status?.(null);
  for (let cause: unknown = failure.cause; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
}
