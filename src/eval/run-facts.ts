import type { Clock } from '../base/ports.ts';
import type { CollectedShard } from '../pods/collect.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { Kube } from '../kube/client.ts';
import type { Plan } from '../plan/plan.ts';

/** What manifest.json says of how the result came about; no secret is in it. */
export function runFacts(
  plan: Plan,
  inputs: Readonly<Record<string, unknown>>,
  deps: { clock: Clock; workflow: WorkflowContext | null },
  kube: Kube,
  shards: readonly CollectedShard[],
  startedAtMs: number,
): Record<string, unknown> {
  const { workflow } = deps;
  return {
    instance: plan.identity.instance,
    leg: plan.identity.leg,
    namespace: plan.namespace,
    server: kube.cluster.server,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(deps.clock.now()).toISOString(),
    workflow:
      workflow === null
        ? null
        : {
            repository: workflow.repository,
            runUrl: workflow.runUrl,
            attempt: workflow.attempt,
            sha: workflow.sha,
          },
    agentFiles: plan.given?.agent ?? null,
    ownTasks: plan.given?.tasks ?? null,
    model: { name: plan.model.model, ref: plan.model.ref },
    openclawVersion: shards.find((shard) => shard.state?.openclawVersion)?.state?.openclawVersion ?? null,
    harnessVersion: shards.find((shard) => shard.state?.harnessVersion)?.state?.harnessVersion ?? null,
    shards: shards.map(({ index, pod, tampered, rounds, incidents, failure, state, done, noticedAtMs }) => ({
      index,
      tasks: state?.tasks ?? null,
      rounds,
      harnessStartedAt: state?.harnessStartedAt ?? null,
      finishedAt: done?.finishedAt ?? null,
      noticedAt: noticedAtMs === undefined ? null : new Date(noticedAtMs).toISOString(),
      pod: pod ?? null,
      restarts: state?.restarts ?? null,
      tampered,
      incidents,
      failure: failure === undefined ? null : { code: failure.code, message: failure.message },
    })),
    inputs,
  };
}
