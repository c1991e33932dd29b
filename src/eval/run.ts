import { prepareEval } from '../backends/prepare.ts';
import type { Plan } from '../plan/plan.ts';
import { openCluster } from './open-cluster.ts';
import { finish } from './finish.ts';
import { loadHistory, type Remake } from './history.ts';
import type { EvalHost } from './host.ts';
import { launch } from './launch.ts';
import type { Done } from './mode-result.ts';
import type { Outcome } from './outcome.ts';
import { untilDecided } from './rounds.ts';
import { armsOf } from './running.ts';

/**
 * The story of an evaluation, from its plan to its outcome. Failed runs are part of the verdict; what keeps the evaluation
 * from running at all is thrown. Either way, disposing of the cluster removes what was made.
 * @param remake how a stored baseline is made again, should it be needed
 * @throws ActionError
 */
export async function runEval(plan: Plan, host: EvalHost, remake: Remake = NEVER_AGAIN): Promise<Outcome> {
  const history = await loadHistory(plan, remake, host);
  await using cluster = await openCluster(plan, host);
  const prepared = await prepareEval(cluster.kube, plan, host);
  cluster.removeAtEnd(prepared.leftovers);
  using running = await launch(cluster, prepared, history, host);
  const collected = await untilDecided(running, host.log);
  return cluster.settle(await finish(running, collected, host));
}

/**
 * The first half of the story: returns when the evaluation needs this process no longer. `collectEval` is the other half.
 * @throws ActionError; then nothing is left behind
 */
export async function startEval(plan: Plan, host: EvalHost): Promise<Done> {
  const history = await loadHistory(plan, NEVER_AGAIN, host);
  await using cluster = await openCluster(plan, host);
  const prepared = await prepareEval(cluster.kube, plan, host);
  cluster.removeAtEnd(prepared.leftovers);
  using running = await launch(cluster, prepared, history, host);
  await Promise.all(armsOf(running).map(({ driver }) => driver.untilStarted()));
  cluster.leaveRunning();
  return startedLines(plan);
}

const NEVER_AGAIN: Remake = () =>
  Promise.resolve({ impossible: 'this evaluation was not planned with its inputs at hand' });

function startedLines({ names, namespace, model, settings }: Plan): Done {
  const { instance } = names;
  const flags = `--namespace ${namespace} --instance ${instance}`;
  return {
    kind: 'done',
    lines: [
      `Evaluation ${instance} of ${model.model} runs in namespace ${namespace} without this process; its results are kept for 24 hours.`,
      `Follow it:  clawbench-k8s logs ${flags}`,
      `Collect it: clawbench-k8s results ${flags}`,
      `End it:     clawbench-k8s detach ${flags}`,
    ],
    record: { instance, namespace, model: model.model, concurrency: settings.concurrency },
    outputs: { instance, namespace },
  };
}
