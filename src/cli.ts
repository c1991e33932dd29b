import { evalVerb } from './cli/eval.ts';
import { exitCodes } from './cli/exit-codes.ts';
import { environmentOf, parseFlags } from './cli/flags.ts';
import { helpText } from './cli/help.ts';
import { plainVerb } from './cli/plain.ts';
import type { Verb } from './cli/verb.ts';
import { verdictVerb } from './cli/verdict.ts';
import type { Log } from './deps.ts';
import { ActionError } from './errors.ts';
import { asActionError } from './github/failure.ts';
import { loadMaskedInputs } from './inputs.ts';
import { openTerminalLog } from './terminal-log.ts';

/** What the command line can do; each is a small file. */
const verbs: Readonly<Record<string, Verb>> = {
  eval: evalVerb,
  sweep: plainVerb('sweep'),
  verdict: verdictVerb,
};

/**
 * The action from a terminal: its inputs are the flags, and `--kubeconfig` is a path. Progress goes to standard error,
 * the result to standard output.
 * @returns the exit code: 0 pass, 1 fail, 2 wrong usage, 3 inconclusive, 4 nothing could be judged
 */
export async function commandLine(args: readonly string[]): Promise<number> {
  const log = openTerminalLog(process.stderr, { verbose: args.includes('--verbose') });
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  try {
    const [name, rest] = verbOf(args);
    const verb = verbs[name]!;
    const { json, help, inputs } = parseFlags(verb, rest);
    if (help) {
      print(helpText(name, verbs));
      return exitCodes.pass;
    }
    const env = await environmentOf(verb, inputs);
    return await verb.run(loadMaskedInputs(env, log, 'terminal'), { log, env, json, print });
  } catch (error) {
    return tell(asActionError(error), log);
  }
}

/** The verb and what follows it; without one, an eval. */
function verbOf(args: readonly string[]): [string, readonly string[]] {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-')) return ['eval', args];
  if (Object.hasOwn(verbs, first)) return [first, rest];
  throw new ActionError('bad-input', `There is no verb "${first}".`, {
    hint: `Write one of ${Object.keys(verbs).join(', ')}; see --help.`,
  });
}

function tell(failure: ActionError, log: Log): number {
  for (let cause: unknown = failure.cause; cause instanceof Error; cause = cause.cause)
    log.debug(cause.stack ?? '');
  log.error(failure.code, [failure.message, failure.hint ?? ''].join('\n').trim());
  return failure.code === 'bad-input' ? exitCodes.usage : exitCodes.nothingToJudge;
}
