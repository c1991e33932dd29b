import { parseLeftovers } from '../backends/leftovers.ts';
import { clock } from '../base/clock.ts';
import { isKindOfRun } from '../cluster/kind.ts';
import { cleanUp } from '../eval/cleanup.ts';
import { connectTo } from '../eval/connect.ts';
import { removeKind } from '../eval/own-cluster.ts';
import { workflowContext } from '../github/context.ts';
import { savedState } from '../github/outputs.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs, InputsOf } from '../inputs/types.ts';
import { modes } from '../modes/table.ts';
import { endUntold } from './failure.ts';
import { reportOf } from './own-report.ts';
import { state } from './state.ts';

/** GitHub gives post steps five minutes in all after a cancellation. */
const POST_WAIT_MS = 2 * 60_000;
const REPORT_WAIT_MS = 60_000;

/** The post step: finishes the report of the main step and deletes what it left, however it ended. @throws ActionError */
export async function post(inputs: Inputs, log: WorkflowLog): Promise<void> {
  // Neither may cut the other short: the process ends once this returns.
  const parts = await Promise.allSettled([finishReport(inputs, log), removeLeftovers(inputs, log)]);
  for (const part of parts) if (part.status === 'rejected') throw part.reason;
}

async function finishReport(inputs: Inputs, log: WorkflowLog): Promise<void> {
  const saved = savedState(state.report);
  const workflow = workflowContext(process.env);
  if (saved === null || workflow === null) return;
  const { report, label } = reportOf(inputs, modes[inputs.mode]!, {
    log, clock, workflow, saved, patienceMs: REPORT_WAIT_MS,
  }); // prettier-ignore
  await endUntold(report, { log, workflow, label });
}

async function removeLeftovers(
  inputs: InputsOf<'cluster' | 'kind' | 'cleanup'>,
  log: WorkflowLog,
): Promise<void> {
  if (savedState(state.kept) === 'true' || inputs.cleanup === 'never') return;
  const deps = { log, clock, env: process.env };
  const kind = savedState(state.kind);
  if (kind !== null && !isKindOfRun(kind, workflowContext(process.env))) {
    log.warning(
      'Clean-up',
      'The saved name of the kind cluster is not one of this run: nothing was deleted.',
    );
  } else if (kind !== null) {
    // The step that was creating it may have been killed.
    await removeKind({ name: kind, version: inputs.kindVersion, isComplete: false }, deps);
  }
  const saved = savedState(state.leftovers);
  if (saved === null) return;
  const leftovers = parseLeftovers(saved);
  const kube = await connectTo(inputs, deps);
  try {
    const remaining = await cleanUp(kube, leftovers, log, POST_WAIT_MS);
    if (remaining.length > 0) {
      log.warning(
        'Clean-up',
        `Still being deleted: ${remaining.join(', ')}. What is left expires by itself.`,
      );
    }
  } finally {
    await kube.close();
  }
}
