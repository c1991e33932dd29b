import { type Clean, madeOfClean } from '../base/clean.ts';
import type { ActionError } from '../base/errors.ts';
import type { Log } from '../base/ports.ts';
import type { EvalHost } from '../eval/host.ts';
import type { ModeResult } from '../eval/mode-result.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Mode } from '../modes/mode.ts';
import { exitCode } from './exit-codes.ts';
import type { Page } from './help.ts';
import { moveResults } from './output-directory.ts';
import { recordOfFailure, render } from './render.ts';
import { asTerminalError } from './terminal-error.ts';

/** A step whose inputs are right. */
export interface Prepared {
  verb: string;
  mode: Pick<Mode, 'run' | 'judges'>;
  inputs: Inputs;
  env: Readonly<Record<string, string | undefined>>;
}

/** How a command talks to its user. */
export interface Speaker {
  json: boolean;
  /** Directory for results; without one they stay where they are. */
  output?: string | null;
  /** Of standard output; by default a file's. */
  page?: Page;
  /** To standard output. */
  print: (text: Clean<string>) => void;
  /** Reports a failure. */
  tell: (failure: ActionError) => void;
}

/** Does one step after the other, until one fails. @returns the exit code */
export async function perform(
  steps: readonly Prepared[],
  host: Omit<EvalHost, 'env'>,
  { json, output = null, page = { width: 80, colour: false }, print, tell }: Speaker,
): Promise<number> {
  const { clean } = host.log.secrets;
  const records: Record<string, Clean<unknown>> = {};
  const printRecords = (): void => {
    const [only] = steps.length === 1 ? Object.values(records) : [records];
    if (json) print(madeOfClean(JSON.stringify(only, null, 2)));
  };
  let code = exitCode('pass');
  for (const [index, { verb, mode, inputs, env }] of steps.entries()) {
    let result: ModeResult;
    try {
      host.log.status?.({ text: `clawbench-k8s ${verb}` });
      result = await mode.run(inputs, { ...host, env });
    } catch (error) {
      const failure = asTerminalError(error);
      tell(failure);
      // Code 2 promises that nothing was changed, which is no longer true after an earlier step.
      if (failure.code === 'bad-input' && index === 0) return exitCode('usage');
      records[verb] = clean(recordOfFailure(mode, failure, inputs));
      printRecords();
      return exitCode('nothingToJudge');
    }
    const ended = render(await withResultsIn(output, result, host.log), inputs, {
      page,
      secrets: host.log.secrets,
    });
    records[verb] = clean(ended.record);
    if (!json) print(ended.text);
    code = ended.exitCode;
  }
  printRecords();
  return code;
}

/** The same result, with its files in the directory that the user named. */
async function withResultsIn(output: string | null, result: ModeResult, log: Log): Promise<ModeResult> {
  if (output === null) return result;
  if (result.kind === 'compared') {
    const directory = await moveResults(result.report.directory, output, log);
    return { ...result, report: { ...result.report, directory } };
  }
  if (result.kind !== 'judged' || result.outcome.files.length === 0) return result;
  const directory = await moveResults(result.outcome.directory, output, log);
  return { ...result, outcome: { ...result.outcome, directory } };
}
