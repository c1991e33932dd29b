import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { EvalBackend, PodTarget } from '../backends/backend.ts';
import { type EvalRecord, recordMap } from '../backends/eval-record.ts';
import { type ShardRecords, writeShardRecord } from '../backends/shard-record.ts';
import type { BaselineSoFar } from '../baseline/load.ts';
import { ActionError } from '../base/errors.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import type { MlflowBeside } from '../mlflow/beside.ts';
import type { AgainWish } from '../plan/again.ts';
import type { Terms } from '../plan/terms.ts';
import { openDriver, type Driver } from '../pods/driver.ts';
import type { EarlierRuns } from '../pods/seed.ts';
import { openSideBySide, type SideBySide } from '../pods/side-by-side.ts';
import { userFileDelivery } from '../pods/user-files.ts';
import type { RelayAllowance } from '../protocol/relay.ts';
import { wireRoom } from '../pods/wire.ts';
import type { Forecast } from '../result/stats/forecast.ts';
import type { LostBase } from '../result/verdict/evidence.ts';
import type { BranchEvals } from '../result/verdict/branch-history.ts';
import type { Baseline } from '../result/verdict/judge-against.ts';
import type { EvalCluster } from './cluster.ts';
import type { Expectation } from './expectation.ts';
import type { EvalHost } from './host.ts';
import { keepKeys } from './keep-keys.ts';

/** One side of a running evaluation. */
export interface RunningArm {
  readonly record: EvalRecord;
  readonly backend: EvalBackend;
  readonly driver: Driver;
}

/** How a stored baseline is made again beside its head, or why it cannot be: a clause after "since". */
export type Again = { launch: (wish: AgainWish) => Promise<ArmInCluster> } | { impossible: string };

/** A running evaluation, launched by this process or by another one: its head, and what that is compared with if it runs beside it. */
export interface RunningEval extends RunningArm, Disposable {
  /** One that makes a stored baseline again joins later. */
  base: RunningArm | null;
  /** Why a base arm that was launched is there no more; null otherwise. */
  readonly lostBase: LostBase | null;
  /** Null where nobody asks for it. */
  readonly again: Again | null;
  /** Opens an arm that is in the cluster now. */
  join: (arm: ArmInCluster) => Promise<RunningArm>;
  /** What is left of the caps of both arms, as far as pods have said. */
  leftOfCaps: () => RelayAllowance;
  readonly kube: Kube;
  readonly terms: Terms;
  readonly mlflow: MlflowBeside;
  /** The complete baseline; parts of it may only be fetched through a pod. @param target undefined if no pod is left */
  baselineAt: (target: PodTarget | undefined) => Promise<Baseline | null>;
  /** What a base arm is held against beside head; null where nobody asks. */
  besideArm: BranchEvals | null;
  /** The directories of the baseline's run files. @throws ActionError `bad-baseline` */
  baselineRuns: BaselineSoFar['findRuns'];
  /** What the evaluation was expected to use; null if too little was known. */
  forecast: () => Forecast | null;
  nodeLogs: EvalCluster['nodeLogs'];
}

/** Its arms, the head first. */
export function armsOf(running: RunningEval): RunningArm[] {
  return running.base === null ? [running] : [running, running.base];
}

/** One side of an evaluation as it was launched. */
export interface ArmInCluster {
  record: EvalRecord;
  backend: EvalBackend;
  /** What other processes have ordered. */
  shardRecords: ShardRecords['known'];
  /** Null in a process that did not launch it. */
  launch: {
    bundle: Buffer | undefined;
    earlier: EarlierRuns | null;
    /** What each of its relays was configured with of the caps; null without a relay. */
    configured: RelayAllowance | null;
  } | null;
}

interface Launched {
  head: ArmInCluster;
  base: ArmInCluster | null;
  lostBase: LostBase | null;
  terms: Terms;
  mlflow: MlflowBeside;
  baseline: BaselineSoFar;
  besideArm: BranchEvals | null;
  again: Again | null;
  /** Both null in a process that did not launch the evaluation. */
  expectation: Expectation | null;
  /** Of both arms together. */
  caps: RelayAllowance | null;
}

/** What all arms of a running evaluation are driven with. */
interface Driving {
  kube: Kube;
  sideBySide: SideBySide;
  beforeStart: (target: PodTarget) => Promise<void>;
  expectation: Expectation | null;
}

/** Opens an evaluation in the cluster, without a request to its pods. */
export async function openRunningEval(
  cluster: EvalCluster,
  { head, base, lostBase, terms, mlflow, baseline, besideArm, again, expectation, caps }: Launched,
  host: EvalHost,
): Promise<RunningEval> {
  const over = new AbortController();
  const kube = withSignal(cluster.kube, AbortSignal.any([cluster.kube.signal, over.signal]));
  const baselineAt = baselineReader(baseline, mlflow);
  let checked: Promise<void> | undefined;
  const check = async (target: PodTarget): Promise<void> => {
    await mlflow.check(target);
    await baselineAt(target);
  };
  const driving: Driving = {
    kube,
    sideBySide: openSideBySide(kube, caps, host.log),
    beforeStart: (target) => (checked ??= check(target)),
    expectation,
  };
  const running: RunningEval = {
    ...(await openArm(head, driving, host)),
    base: base === null ? null : await openArm(base, driving, host),
    lostBase,
    again,
    join: (arm) => openArm(arm, driving, host),
    leftOfCaps: () => driving.sideBySide.sharing?.left() ?? NO_CAPS,
    kube: cluster.kube,
    terms,
    mlflow,
    baselineAt,
    besideArm,
    baselineRuns: baseline.findRuns,
    forecast: () => expectation?.forecast ?? null,
    nodeLogs: cluster.nodeLogs,
    [Symbol.dispose]() {
      // If one arm fails, the other one is driven until then.
      over.abort(new ActionError('cancelled', 'The evaluation is no longer driven.'));
      driving.sideBySide.board.close();
    },
  };
  void keepKeys(kube, () => armsOf(running).map(({ backend }) => backend)).catch((error: unknown) =>
    over.abort(error),
  );
  return running;
}

const NO_CAPS: RelayAllowance = { maxCostUsd: null, maxTokens: null };

async function openArm(
  { record, shardRecords, backend, launch }: ArmInCluster,
  { kube, sideBySide, beforeStart, expectation }: Driving,
  host: EvalHost,
): Promise<RunningArm> {
  const { arm } = record;
  const own = path.join(host.directory, arm === 'head' ? '.' : arm);
  const pods = path.join(own, 'pods');
  await mkdir(pods, { recursive: true });
  const driver = await openDriver({
    kube,
    log: host.log,
    arm,
    sideBySide,
    backend,
    shards: record.shards,
    directory: pods,
    startupTimeoutMs: record.startupTimeoutMs,
    timeoutMs: record.timeoutMs,
    userFiles: userFileDelivery({
      sha256: record.given?.sha256 ?? null,
      bundle: launch?.bundle,
      directory: own,
      runningPods: () => runningPods(backend, record.shards),
    }),
    earlier: launch?.earlier ?? null,
    isStarted: launch === null,
    configured: launch?.configured ?? null,
    wireRoom: wireRoom(),
    shardRecords: {
      known: shardRecords,
      save: async (shard, orders) => {
        const at = { namespace: backend.namespace, name: recordMap(record) };
        await writeShardRecord(kube, at, shard, orders).catch((error: unknown) => {
          // It is enough for this process to know, and the process that launched the evaluation had the right.
          if (launch !== null || !isKubeError(error) || error.status !== 403) throw error;
          host.log.info(
            `What shard ${shard} is ordered now could not be noted for other processes: ${error.message}`,
          );
        });
      },
    },
    beforeStart,
    // The forecast is of both arms, from the runs of head.
    onFinished: async ({ done, tasks }) =>
      expectation === null || arm === 'base' ? 'enough' : await expectation.fromRuns(tasks, done, pods),
  });
  return { record, backend, driver };
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
  if (known.inMlflow.length === 0) complete = Promise.resolve(known.baseline);
  return async (target) => {
    if (complete === undefined && target === undefined) return known.baseline;
    complete ??= known.complete(mlflow.reader(target!));
    return await complete;
  };
}
