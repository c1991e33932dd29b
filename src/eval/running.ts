import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import type { EvalRecord } from '../backends/eval-record.ts';
import { type ShardRecords, writeShardRecord } from '../backends/shard-record.ts';
import type { BaselineSoFar } from '../baseline/load.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import type { MlflowBeside } from '../mlflow/beside.ts';
import type { Terms } from '../plan/terms.ts';
import { openDriver, type Driver } from '../pods/driver.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import { userFileDelivery } from '../pods/user-files.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import { wireRoom } from '../pods/wire.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import type { EvalCluster } from './cluster.ts';
import type { Expectation } from './expectation.ts';
import type { EvalHost } from './host.ts';

/** A running evaluation, launched by this process or by another one. */
export interface RunningEval extends Disposable {
  readonly kube: Kube;
  readonly record: EvalRecord;
  readonly terms: Terms;
  readonly backend: EvalBackend;
  readonly driver: Driver;
  readonly mlflow: MlflowBeside;
  /** The complete baseline; parts of it may only be fetched through a pod. @param target undefined if no pod is left */
  baselineAt: (target: PodTarget | undefined) => Promise<Baseline | null>;
  /** The directories of the baseline's run files. @throws ActionError `bad-baseline` */
  baselineRuns: BaselineSoFar['findRuns'];
  /** What the evaluation was expected to use; null if too little was known. */
  forecast: () => Forecast | null;
  nodeLogs: EvalCluster['nodeLogs'];
}

interface Launched {
  record: EvalRecord;
  /** What other processes have ordered. */
  shardRecords: ShardRecords['known'];
  backend: EvalBackend;
  terms: Terms;
  mlflow: MlflowBeside;
  baseline: BaselineSoFar;
  /** Null in a process that did not launch the evaluation. */
  launch: {
    bundle: Buffer | undefined;
    earlier: EarlierRuns | null;
    expectation: Expectation;
    caps: RelayAllowance;
  } | null;
}

/** Opens an evaluation in the cluster, without a request to its pods. */
export async function openRunningEval(
  { kube, nodeLogs }: EvalCluster,
  { record, shardRecords, backend, terms, mlflow, baseline, launch }: Launched,
  host: EvalHost,
): Promise<RunningEval> {
  const pods = path.join(host.directory, 'pods');
  await mkdir(pods, { recursive: true });
  const baselineAt = baselineReader(baseline, mlflow);
  const driver = await openDriver({
    kube,
    log: host.log,
    backend,
    shards: record.shards,
    directory: pods,
    startupTimeoutMs: record.startupTimeoutMs,
    timeoutMs: record.timeoutMs,
    userFiles: userFileDelivery({
      sha256: record.given?.sha256 ?? null,
      bundle: launch?.bundle,
      directory: host.directory,
      runningPods: () => runningPods(backend, record.shards),
    }),
    earlier: launch?.earlier ?? null,
    isStarted: launch === null,
    caps: launch?.caps ?? null,
    wireRoom: wireRoom(),
    shardRecords: {
      known: shardRecords,
      save: async (shard, orders) => {
        const { instance } = record;
        const { namespace } = backend;
        await writeShardRecord(kube, { namespace, instance }, shard, orders).catch((error: unknown) => {
          // It is enough for this process to know, and the process that launched the evaluation had the right.
          if (launch !== null || !isKubeError(error) || error.status !== 403) throw error;
          host.log.info(
            `What shard ${shard} is ordered now could not be noted for other processes: ${error.message}`,
          );
        });
      },
    },
    async beforeStart(target) {
      await mlflow.check(target);
      await baselineAt(target);
    },
    onFinished: async ({ done, tasks }) =>
      launch === null ? 'enough' : await launch.expectation.fromRuns(tasks, done, pods),
  });
  return {
    kube,
    record,
    terms,
    backend,
    driver,
    mlflow,
    baselineAt,
    baselineRuns: baseline.findRuns,
    forecast: () => launch?.expectation.forecast ?? null,
    nodeLogs,
    [Symbol.dispose]: () => driver.close(),
  };
}

/** The pods of all shards that run. @throws KubeError */
async function runningPods(backend: EvalBackend, shards: number): Promise<PodTarget[]> {
  const indexes = Array.from({ length: shards }, (_, index) => index);
  const pods = await Promise.all(indexes.map((index) => backend.podFinder(index)()));
  return pods.flatMap((pod) => (pod === undefined ? [] : (backend.controlContainer(pod) ?? [])));
}

/** Completes the baseline once, through the first pod that answers. */
function baselineReader(known: BaselineSoFar, mlflow: MlflowBeside): RunningEval['baselineAt'] {
  let complete: Promise<Baseline | null> | undefined;
  if (known.mlflowRuns.length === 0) complete = Promise.resolve(known.baseline);
  return async (target) => {
    if (complete === undefined && target === undefined) return known.baseline;
    complete ??= known.complete((runId) => mlflow.fetchRun(target!, runId));
    return await complete;
  };
}
