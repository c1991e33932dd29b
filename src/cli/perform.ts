import { type Clean, madeOfClean } from '../base/clean.ts';
import type { ActionRoot, MaskingLog } from '../base/ports.ts';
import type { ActionError } from '../base/errors.ts';
import type { Inputs } from '../inputs/types.ts';
import { exitCodes } from './exit-codes.ts';
import { asTerminalError } from './failure.ts';
import type { Ended, Verb } from './verb.ts';

/** A step whose inputs are right. */
export interface Prepared {
  name: string;
  verb: Pick<Verb, 'run' | 'recordOfFailure'>;
  inputs: Inputs;
  env: Readonly<Record<string, string | undefined>>;
}

/** How a command talks to whoever wrote it. */
export interface Speaker {
  json: boolean;
  log: MaskingLog;
  root: ActionRoot;
  /** To standard output. */
  print: (text: Clean<string>) => void;
  /** Of what went wrong. */
  tell: (failure: ActionError) => void;
}

/** Does one step after the other, until one fails. @returns the exit code */
export async function perform(steps: readonly Prepared[], speaker: Speaker): Promise<number> {
  const { json, log, root, print, tell } = speaker;
  const { clean } = log.secrets;
  const records: Record<string, Clean<unknown>> = {};
  const printRecords = (): void => {
    const [only] = steps.length === 1 ? Object.values(records) : [records];
    if (json) print(madeOfClean(JSON.stringify(only, null, 2)));
  };
  let exitCode: number = exitCodes.pass;
  for (const [index, { name, verb, inputs, env }] of steps.entries()) {
    let ended: Ended;
    try {
      ended = await verb.run(inputs, { log, env, root });
    } catch (error) {
      const failure = asTerminalError(error);
      tell(failure);
      // Wrong usage promises that nothing was changed: what an earlier step did takes that back.
      if (failure.code === 'bad-input' && index === 0) return exitCodes.usage;
      records[name] = clean(verb.recordOfFailure(failure, inputs));
      printRecords();
      return exitCodes.nothingToJudge;
    }
    records[name] = clean(ended.record);
    if (!json) print(clean(ended.lines.join('\n')));
    exitCode = ended.exitCode;
  }
  printRecords();
  return exitCode;
}
