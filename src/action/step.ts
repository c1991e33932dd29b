import type { ActionRoot } from '../base/ports.ts';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bringHome } from '../eval/collect-eval.ts';
import { cleanUp, isRemoved } from '../eval/cleanup.ts';
import { parseLeftovers } from '../backends/leftovers.ts';
import { clock } from '../base/clock.ts';
import { connectTo } from '../eval/connect.ts';
import { ActionError } from '../base/errors.ts';
import { uploadArtifact } from '../github/artifact.ts';
import { workflowContext } from '../github/context.ts';
import { openPastArtifacts } from '../github/past-artifacts.ts';
import { saveState, savedState, setOutputs } from '../github/outputs.ts';
import type { WorkflowLog } from '../github/workflow-log.ts';
import type { Inputs } from '../inputs/types.ts';
import type { ClusterModeName } from '../inputs/modes.ts';
import { judgeSavedStep } from '../eval/judge-saved.ts';
import { clusterModes } from '../modes/cluster-modes.ts';
import type { ModeDeps } from '../modes/told.ts';
import type { Told } from '../eval/mode-result.ts';
import { type PlanDeps, planEval } from '../modes/plan.ts';
import { removeOwnKind } from '../eval/own-kind.ts';
import { artifactName } from '../plan/plan.ts';
import { publish } from './publish.ts';
import { forecastOutputs } from '../report/outputs.ts';
import { type RunDeps, run, runDetached } from '../eval/run.ts';

const LEFTOVERS = 'leftovers';
const KIND = 'kind';
const KEPT = 'kept';
/** GitHub gives post steps five minutes in all after a cancellation. */
const POST_WAIT_MS = 2 * 60_000;

/**
 * The main step: runs the eval, or judges an earlier one, and publishes what it came to. A cancelled one deletes what it made and ends within the
 * 7.5 s a runner gives between SIGINT and SIGTERM; the post step finishes the rest.
 * @throws ActionError
 */
export async function main(inputs: Inputs, log: WorkflowLog, root: ActionRoot): Promise<void> {
  const workflow = workflowContext(process.env);
  const cancelling = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => cancelling.abort(new ActionError('cancelled', 'The step was cancelled.')));
  }
  const directory = await mkdtemp(path.join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'clawbench-'));
  const token = inputs.githubToken;
  const deps = {
    log,
    clock,
    workflow,
    directory,
    pastArtifacts: (nameOf: (attempt: number) => string) =>
      workflow === null || token === null
        ? null
        : openPastArtifacts(nameOf, { workflow, token, log, directory }),
    env: process.env,
    signal: cancelling.signal,
  };
  if (inputs.mode === 'verdict') {
    await publish(await judgeSavedStep(inputs, deps), inputs, deps);
    return;
  }
  if (inputs.mode === 'plan') {
    await showPlan(inputs, { ...deps, root });
    return;
  }
  if (inputs.mode !== 'eval' && inputs.mode !== 'attach' && inputs.mode !== 'results') {
    await doOnCluster(inputs.mode, inputs, { ...deps, root });
    return;
  }
  const runDeps: RunDeps = {
    ...deps,
    root,
    saveLeftovers: (leftovers) => saveState(LEFTOVERS, JSON.stringify(leftovers)),
    saveKind: (name) => saveState(KIND, name),
    async keepNodeLogs(logs, leg) {
      if (workflow === null) return;
      await uploadArtifact(
        {
          name: `${artifactName(inputs.artifactName, leg, workflow.attempt)}-kind`,
          directory: logs.directory,
          files: logs.files.map((file) => path.join(logs.directory, file)),
          retentionDays: inputs.artifactRetentionDays,
        },
        workflow,
        process.env,
        deps,
      );
    },
  };
  if (inputs.detach) {
    const told = await runDetached(inputs, runDeps);
    saveState(KEPT, 'true');
    tell(told, log);
    return;
  }
  const keepUnlessRemoved = (passed: boolean): void => {
    if (!isRemoved(inputs, { passed, cancelled: cancelling.signal.aborted })) saveState(KEPT, 'true');
  };
  const work = inputs.mode === 'results' ? bringHome : run;
  const outcome = await work(inputs, runDeps).catch((error: unknown) => {
    keepUnlessRemoved(false);
    throw error;
  });
  keepUnlessRemoved(outcome.verdict.verdict === 'pass');
  await publish(outcome, inputs, deps);
}

/** Says what an eval would do. */
async function showPlan(inputs: Inputs, deps: PlanDeps & { log: WorkflowLog }): Promise<void> {
  const planned = await planEval(inputs, deps);
  for (const line of planned.lines) deps.log.info(line);
  const closeGroup = deps.log.group('Manifests');
  deps.log.info(planned.manifests);
  closeGroup();
  const forecast = forecastOutputs(planned.forecast, planned.isPriceKnown);
  setOutputs(deps.log.secrets.clean({ namespace: planned.namespace, ...forecast }));
}

/** Does what judges nothing, and says what it did. */
async function doOnCluster(
  mode: ClusterModeName,
  inputs: Inputs,
  deps: ModeDeps & { log: WorkflowLog },
): Promise<void> {
  const kube = await connectTo(inputs, deps);
  try {
    tell(await clusterModes[mode](kube, inputs, deps), deps.log);
  } finally {
    await kube.close();
  }
}

function tell({ lines, outputs }: Told, log: WorkflowLog): void {
  for (const line of lines) log.info(line);
  setOutputs(log.secrets.clean(outputs));
}

/** The post step: deletes what the main step left, however it ended. @throws ActionError */
export async function post(inputs: Inputs, log: WorkflowLog): Promise<void> {
  if (savedState(KEPT) === 'true' || inputs.cleanup === 'never') return;
  const kind = savedState(KIND);
  if (kind !== null) await removeOwnKind(kind, inputs, { log, clock, env: process.env });
  const saved = savedState(LEFTOVERS);
  if (saved === null) return;
  const leftovers = parseLeftovers(saved);
  const kube = await connectTo(inputs, { log, clock, env: process.env });
  try {
    const remaining = await cleanUp(kube, leftovers, log, { waitMs: POST_WAIT_MS });
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
