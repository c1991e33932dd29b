import { type Clean, madeOfClean } from '../base/clean.ts';
import { type Command, inputsOfStep, readCommand, type Step } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { asTerminalError } from './failure.ts';
import { environmentOf, parseFlags } from './flags.ts';
import { generalHelp, verbHelp } from './help.ts';
import { openStandardOutput } from './output.ts';
import { perform, type Prepared, type Speaker } from './perform.ts';
import type { Verb } from './verb.ts';
import { verbs } from './verbs.ts';
import { version } from './version.ts';
import type { ActionRoot, Log } from '../base/ports.ts';
import type { ActionError } from '../base/errors.ts';
import { loadMaskedInputs } from '../inputs/load.ts';
import { openTerminalLog } from './terminal-log.ts';

/**
 * The action from a terminal: its inputs are the flags, and `--kubeconfig` is a path. Progress goes to standard error,
 * the result to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
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
    else return await performCommand(readCommand(args, Object.keys(verbs)), { log, root, print });
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
  { log, root, print }: Pick<Speaker, 'log' | 'root' | 'print'>,
): Promise<number> {
  const given = parseFlags(steps.map(verbOf), args);
  const prepared: Prepared[] = [];
  for (const step of steps) {
    const verb = verbOf(step);
    const env = await environmentOf(verb, inputsOfStep(step, given.inputs, flag));
    prepared.push({ name: step.verb, verb, env, inputs: loadMaskedInputs(env, log, 'terminal') });
  }
  const say = (failure: ActionError): void => tell(failure, log);
  return await perform(prepared, { json: given.json, log, root, print, tell: say });
}

function tell(failure: ActionError, log: Log): void {
  log.status?.(null);
  for (let cause: unknown = failure.cause; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
}
