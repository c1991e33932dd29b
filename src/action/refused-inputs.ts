import { clock } from '../base/clock.ts';
import { workflowContext } from '../github/context.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import { readableInputs } from '../inputs/load.ts';
import { modes } from '../modes/table.ts';
import { reportFailure } from './failure.ts';
import { reportOf } from './own-report.ts';

/**
 * Reports a step whose inputs are wrong. What of them can be read decides where that is said: the comment may show the
 * verdict on an earlier commit.
 */
export async function reportRefused(error: unknown, log: WorkflowLog): Promise<void> {
  const { env } = process;
  const workflow = workflowContext(env);
  const { mode: name = '', label = null, model = '', matrix = null, ...others } = readableInputs(env);
  const mode = Object.hasOwn(modes, name) ? modes[name] : undefined;
  if (workflow === null || mode?.judges !== true) return;
  const { comment = 'always', checkRun = false, githubToken = null } = others;
  const own = reportOf({ label, model, matrix, comment, checkRun, githubToken }, mode, {
    log, clock, workflow, saved: null, patienceMs: 0,
  }); // prettier-ignore
  await reportFailure(error, 'error', { log, workflow, ...own });
}
