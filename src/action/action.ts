import type { ActionRoot } from '../base/ports.ts';
import { failStep } from '../github/failure.ts';
import { saveState, savedState } from '../github/outputs.ts';
import { openWorkflowLog } from '../github/workflow-log.ts';
import { loadMaskedInputs, unreadVariables } from '../inputs/load.ts';

/**
 * The action, main step and post step alike: both run this same file, and what main saved tells them apart. Whatever
 * comes after the inputs is loaded late, so that a wrong input ends at once.
 */
export async function action(root: ActionRoot): Promise<void> {
  const log = openWorkflowLog();
  // An error nobody waited for, for example of a socket: the post step cleans up after it.
  process.once('uncaughtException', (error) => {
    failStep(log, error);
    process.exit();
  });
  try {
    if (savedState('main') === null) {
      saveState('main', 'started');
      const inputs = loadMaskedInputs(process.env, log, 'workflow');
      for (const { variable, input } of unreadVariables(process.env))
        log.warning('Not read', `${variable} is read by the command line alone: write \`${input}\` instead.`);
      await (await import('./step.ts')).main(inputs, log, root);
    } else if (savedState('leftovers') !== null || savedState('kind') !== null) {
      const inputs = loadMaskedInputs(process.env, log, 'workflow');
      await (await import('./step.ts')).post(inputs, log);
    }
  } catch (error) {
    failStep(log, error);
  }
}
