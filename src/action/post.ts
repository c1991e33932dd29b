import { parseLeftovers } from '../backends/leftovers.ts';
import { clock } from '../base/clock.ts';
import { isKindOfRun } from '../cluster/kind.ts';
import { cleanUp } from '../eval/cleanup.ts';
import { connectTo } from '../eval/connect.ts';
import { removeKind } from '../eval/own-cluster.ts';
import { workflowContext } from '../github/context.ts';
import { savedState } from '../github/outputs.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { InputsOf } from '../inputs/types.ts';
import { state } from './state.ts';

/** GitHub gives post steps five minutes in all after a cancellation. */
const POST_WAIT_MS = 2 * 60_000;

/** The post step: deletes what the main step left, however it ended. @throws ActionError */
export async function post(
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
