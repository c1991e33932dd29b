import { prepareEval } from '../backends/prepare.ts';
import type { Plan } from '../plan/plan.ts';
import { learnFromBefore } from './before.ts';
import { openCluster } from './cluster.ts';
import { openEnding } from './ending.ts';
import { finish } from './finish.ts';
import type { EvalHost } from './host.ts';
import { launch } from './launch.ts';
import { takeLease } from './lease.ts';
import type { Done } from './mode-result.ts';
import type { Outcome } from './outcome.ts';
import { untilDecided } from './rounds.ts';

/**
 * The story of an evaluation. What goes wrong with its runs is in the verdict; what keeps it from running is thrown.
 * @throws ActionError
 */
export async function runEval(plan: Plan, host: EvalHost): Promise<Outcome> {
  const ending = openEnding();
  const before = await learnFromBefore(plan, host);
  await using cluster = await openCluster(plan, ending, host);
  const prepared = await prepareEval(cluster.kube, plan, host);
  const { leftovers } = prepared;
  await using lease = takeLease(cluster, { leftovers, cleanup: plan.terms.cleanup }, ending, host);
  using running = await launch(cluster, prepared, before, host);
  const home = await untilDecided(running, host.log);
  return lease.settle(await finish(running, home, host));
}

/**
 * The first half of the story: returns when the evaluation runs by itself. `collectEval` is the other half.
 * @throws ActionError; then nothing is left behind
 */
export async function startEval(plan: Plan, host: EvalHost): Promise<Done> {
  const ending = openEnding();
  const before = await learnFromBefore(plan, host);
  await using cluster = await openCluster(plan, ending, host);
  const prepared = await prepareEval(cluster.kube, plan, host);
  const { leftovers } = prepared;
  await using lease = takeLease(cluster, { leftovers, cleanup: 'always' }, ending, host);
  using running = await launch(cluster, prepared, before, host);
  await running.driver.untilStarted();
  lease.leave();
  return startedLines(plan);
}

function startedLines({ identity, namespace, model, settings }: Plan): Done {
  const { instance } = identity;
  const flags = `--namespace ${namespace} --instance ${instance}`;
  return {
    kind: 'done',
    lines: [
      `Evaluation ${instance} of ${model.model} runs in namespace ${namespace} by itself until it is fetched; its results are held for 24 hours.`,
      `Follow it:  clawbench-k8s logs ${flags}`,
      `Fetch it:   clawbench-k8s results ${flags}`,
      `End it:     clawbench-k8s detach ${flags}`,
    ],
    record: { instance, namespace, model: model.model, concurrency: settings.concurrency },
    outputs: { instance, namespace },
  };
}
