import { messageOf } from '../base/errors.ts';
import type { ActionRoot } from '../base/ports.ts';
import { savedState } from '../github/outputs.ts';
import { openWorkflowLog, type WorkflowLog } from '../github/workflow-log.ts';
import { loadMaskedInputs, unreadVariables } from '../inputs/load.ts';
import type { Inputs } from '../inputs/types.ts';
import { unknownKeys } from '../inputs/unknown-keys.ts';
import { modes } from '../modes/table.ts';
import { state } from './state.ts';
import { tellFailure } from './tell-failure.ts';

/**
 * The action. Whatever comes after the inputs is loaded late, so that a wrong input ends at once.
 * @param part told by the file that the runner starts: a main step that is cancelled at once saves nothing that could tell
 * @returns the exit code
 */
export async function action(root: ActionRoot, part: 'main' | 'post'): Promise<number> {
  const log = openWorkflowLog();
  // An error that nothing awaits, for example of a socket: the post step cleans up after it.
  process.once('uncaughtException', (error) => {
    tellFailure(log, error, { tone: 'error', judges: false });
    process.exit(1);
  });
  if (part === 'main') return await main(log, root);
  try {
    return await post(log);
  } catch (error) {
    tellFailure(log, error, { tone: 'error', judges: false });
    return 1;
  }
}

async function main(log: WorkflowLog, root: ActionRoot): Promise<number> {
  const { env } = process;
  let inputs: Inputs;
  try {
    inputs = loadMaskedInputs(env, modes, log, 'workflow');
  } catch (error) {
    tellFailure(log, error, { tone: 'error', judges: true });
    try {
      await (await import('./refused-inputs.ts')).reportRefused(error, log);
    } catch (problem) {
      log.debug(`The report: ${messageOf(problem)}`);
    }
    return 1;
  }
  for (const { variable, input } of unreadVariables(env, modes))
    log.warning('Not read', `${variable} is read by the command line alone: write \`${input}\` instead.`);
  for (const { key, near } of unknownKeys(env))
    log.warning('Unknown input', `There is no input \`${key}\`, so it has no effect: write \`${near}\`.`);
  return await (await import('./step.ts')).step(inputs, log, root);
}

async function post(log: WorkflowLog): Promise<number> {
  if ([state.leftovers, state.kind, state.report].every((name) => savedState(name) === null)) return 0;
  const inputs = loadMaskedInputs(process.env, modes, log, 'workflow');
  await (await import('./post.ts')).post(inputs, log);
  return 0;
}
