import type { ActionRoot } from '../base/ports.ts';
import { failStep } from '../github/failure.ts';
import { saveState, savedState } from '../github/outputs.ts';
import { openWorkflowLog } from '../github/workflow-log.ts';
import { loadMaskedInputs, unreadVariables } from '../inputs/load.ts';
import { unknownKeys } from '../inputs/unknown-keys.ts';
import { modes } from '../modes/table.ts';
import { state } from './state.ts';

/**
 * The action, main step and post step alike: both run this same file, and what main saved tells them apart. Whatever
 * comes after the inputs is loaded late, so that a wrong input ends at once.
 * @returns the exit code
 */
export async function action(root: ActionRoot): Promise<number> {
  const { env } = process;
  const log = openWorkflowLog();
  // An error that nothing awaits, for example of a socket: the post step cleans up after it.
  process.once('uncaughtException', (error) => {
    failStep(log, error);
    process.exit(1);
  });
  try {
    if (savedState(state.main) === null) {
      saveState(state.main, 'started');
      const inputs = loadMaskedInputs(env, modes, log, 'workflow');
      for (const { variable, input } of unreadVariables(env, modes))
        log.warning('Not read', `${variable} is read by the command line alone: write \`${input}\` instead.`);
      for (const { key, near } of unknownKeys(env))
        log.warning('Unknown input', `There is no input \`${key}\`, so it has no effect: write \`${near}\`.`);
      return await (await import('./step.ts')).step(inputs, log, root);
    }
    if (savedState(state.leftovers) !== null || savedState(state.kind) !== null) {
      const inputs = loadMaskedInputs(env, modes, log, 'workflow');
      await (await import('./post.ts')).post(inputs, log);
    }
    return 0;
  } catch (error) {
    failStep(log, error);
    return 1;
  }
}
