import { messageWithHint } from '../base/errors.ts';
import type { Manifest, ManifestFacts, ManifestShard } from '../artifact/manifest.ts';
import type { Host } from '../base/ports.ts';
import { evaluatedBranch, type WorkflowContext } from '../base/workflow-context.ts';
import { type CollectedShard, planOf, tasksOf, versionOf } from '../pods/collect.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import { type RunKey, runOfPath } from '../result/formats/run-cache.ts';
import type { CollectedEval } from './rounds.ts';
import type { RunningEval } from './running.ts';

/** An arm of an evaluation. */
interface ManifestSubject extends Pick<RunningEval, 'kube' | 'record' | 'backend'> {
  inputs: Readonly<Record<string, unknown>>;
  /** What the evaluation was expected to use. */
  forecast: Forecast | null;
}

/** The part of manifest.json that says how the result came about. */
export function manifestFacts(
  { kube, record, backend, inputs, forecast }: ManifestSubject,
  { shards, gathered }: Pick<CollectedEval, 'shards' | 'gathered'>,
  { clock, workflow }: Pick<Host, 'clock' | 'workflow'>,
): Required<ManifestFacts> {
  const { instance, leg, branch, startedAtMs, settingsHash, taskDurations, given, model } = record;
  return {
    instance,
    leg,
    namespace: backend.namespace,
    server: kube.cluster.server,
    startedAt: new Date(startedAtMs).toISOString(),
    finishedAt: new Date(clock.now()).toISOString(),
    workflow: workflow === null ? null : { ...workflowFacts(workflow), branch },
    agentFiles: given?.agent ?? null,
    ownTasks: given?.tasks ?? null,
    model: { name: model.model, ref: model.ref },
    openclawVersion: versionOf('openclawVersion', shards),
    harnessVersion: versionOf('harnessVersion', shards),
    shards: shards.map((shard) => shardFacts(shard, gathered.tampered)),
    contradictions: [...gathered.evidence.contradictions],
    inputs: { ...inputs },
    settingsHash,
    taskDurations,
    forecast,
  };
}

/** What a manifest says of the workflow run. */
export function workflowFacts(workflow: WorkflowContext): NonNullable<Manifest['workflow']> {
  const { repository, runUrl, attempt, sha, job, step } = workflow;
  return { repository, runUrl, attempt, sha, job, step, branch: evaluatedBranch(workflow) };
}

function shardFacts(shard: CollectedShard, tampered: ReadonlySet<RunKey>): ManifestShard {
  const { index, plan, pod, rounds, incidents, failure, state, done, noticedAtMs } = shard;
  return {
    index,
    tasks: planOf(shard)?.tasks ?? null,
    plan: plan ?? null,
    rounds: rounds.map((round) => ({ ...round, tasks: [...round.tasks] })),
    harnessStartedAt: state?.harnessStartedAt ?? null,
    finishedAt: done?.finishedAt ?? null,
    noticedAt: noticedAtMs === undefined ? null : new Date(noticedAtMs).toISOString(),
    pod: pod === undefined ? null : { ...pod },
    restarts: state?.restarts ?? null,
    ...(shard.wire === undefined ? {} : { relays: shard.wire.relays }),
    tampered: tamperedFiles(shard, tampered),
    incidents,
    failure: failure === undefined ? null : { code: failure.code, message: messageWithHint(failure) },
  };
}

/** Its run files that were changed, and those that are missing or there twice, by the name they would have. */
function tamperedFiles(shard: CollectedShard, tampered: ReadonlySet<RunKey>): string[] {
  const named = new Set(shard.tampered.map(runOfPath));
  const tasks = tasksOf(shard);
  const others = [...tampered].filter(
    (key) => !named.has(key) && tasks.includes(key.slice(0, key.lastIndexOf('/'))),
  );
  return [...shard.tampered, ...others.map((key) => `run_cache/${key}.json`)].sort();
}
