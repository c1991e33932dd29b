import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeArtifactContent } from '../artifact/write.ts';
import { cleanOrNull } from '../base/clean.ts';
import type { Clock, MaskingLog } from '../base/ports.ts';
import { ActionError } from '../base/errors.ts';
import type { CollectedShard } from '../pods/collect.ts';
import { gatherEvidence } from './evidence.ts';
import { logged } from '../mlflow/beside.ts';
import { mlflowServer, wantedExperiment } from '../mlflow/client.ts';
import { logToMlflow, mlflowOrder } from '../mlflow/log.ts';
import type { EvalPlace, PodTarget } from '../backends/backend.ts';
import { releaseShard } from '../pods/requests.ts';
import type { LaunchFacts } from '../backends/stage.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Kube } from '../kube/client.ts';
import { finalStage } from './next-round.ts';
import type { Outcome } from './outcome.ts';
import type { OwnKind } from './own-kind.ts';
import { gateOf } from '../plan/gate.ts';
import type { Plan } from '../plan/plan.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import { judgeAgainst } from '../result/verdict/judge-against.ts';
import { runFacts } from './run-facts.ts';

/** An eval that is home. */
export interface HomeEval {
  kube: Kube;
  plan: Plan;
  place: EvalPlace;
  shards: readonly CollectedShard[];
  /** Containers that still hold their results. */
  held: ReadonlyMap<number, PodTarget>;
  baseline: Baseline | null;
  /** Whether more runs were made because of a suspected regression. */
  isConfirmed: boolean;
  facts: LaunchFacts;
  /** By name, as they may be written down. */
  publicInputs: Readonly<Record<string, unknown>>;
  forecast: Outcome['forecast'];
  mlflowReady: () => Promise<void>;
  nodeLogs: OwnKind['nodeLogs'] | undefined;
}

export interface ConcludeDeps {
  log: MaskingLog;
  clock: Clock;
  signal: AbortSignal;
  workflow: WorkflowContext | null;
  directory: string;
}

/** The end of the story: judges, logs to MLflow, lets go of the pods, and writes the artifact. @throws ActionError */
export async function conclude(home: HomeEval, inputs: Inputs, deps: ConcludeDeps): Promise<Outcome> {
  const { log, signal } = deps;
  const { kube, plan, place, shards, held, baseline, facts } = home;
  const { clean } = log.secrets;
  log.status?.({ text: 'Judging' });
  const lost = shards.filter((shard) => shard.failure !== undefined);
  const report = lost.length === 0 ? undefined : await place.postMortem(signal);
  const gathered = await gatherEvidence(shards, plan, inputs);
  for (const problem of gathered.problems) log.warning('ClawBench result', problem);
  // From here on there is no other record: what is published, logged and returned is this one.
  const verdict = clean(
    judgeAgainst(gathered.evidence, gateOf(inputs), baseline, finalStage(home.isConfirmed)),
  );
  const result = cleanOrNull(gathered.result, log.secrets);

  const mlflowUrl = await logged(plan, result, log, async (mlflowPlan, cleanResult) => {
    const target = held.get(0) ?? [...held.values()][0];
    if (target === undefined) throw new ActionError('shard-lost', 'No pod of the eval is left to log from.');
    await home.mlflowReady();
    const { concurrency, runs } = inputs;
    const about = clean({ ...plan.identity, label: plan.label, runUrl: plan.runUrl, concurrency, runs });
    const order = mlflowOrder(mlflowServer(mlflowPlan, inputs), wantedExperiment(inputs), {
      about,
      result: cleanResult,
      verdict,
    });
    return await logToMlflow(kube, target, order, signal);
  });
  await Promise.all([...held.values()].map((target) => releaseShard(kube, target, signal)));

  const directory = path.join(deps.directory, 'artifact');
  await mkdir(directory);
  const parts = {
    result,
    partial: cleanOrNull(gathered.partial, log.secrets),
    verdict,
    shards,
    postMortem: report === undefined ? undefined : clean(report),
    nodeLogs: verdict.verdict === 'pass' ? undefined : await home.nodeLogs?.(),
    facts: clean({
      ...runFacts(plan, home.publicInputs, deps, kube, shards, facts.startedAtMs),
      settingsHash: facts.settingsHash,
      taskDurations: facts.taskDurations,
      forecast: home.forecast,
    }),
  };
  const written = await writeArtifactContent(directory, parts, inputs.artifactContent, log.secrets);
  return {
    leg: plan.identity.leg,
    label: plan.label,
    verdict,
    namespace: plan.namespace,
    instance: plan.identity.instance,
    shards: plan.shards,
    directory,
    files: written,
    mlflowUrl,
    forecast: home.forecast,
  };
}
