import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Host } from '../base/ports.ts';
import { identifyAndLog } from '../kube/identify.ts';
import type { Kube } from '../kube/client.ts';
import type { CollectedShard } from '../pods/collect.ts';
import { sendRequest } from '../pods/requests.ts';
import { driveShard } from '../pods/shard.ts';
import { ignoreTransient } from '../pods/shard-files.ts';
import { userFileDelivery } from '../pods/user-files.ts';
import { wireRoom } from '../pods/wire.ts';
import { cleanUp } from './cleanup.ts';
import { type EvalQuery, findEval, type FoundArm } from './find-eval.ts';
import type { Done } from './mode-result.ts';

/** Time for the harness to stop, and then for its pod or container to end. */
const STOP_MS = 2 * 60_000;

/**
 * Ends an evaluation that runs or waits to be collected. Its finished runs are saved first: they are paid for.
 * @throws ActionError; KubeError
 */
export async function endEval(kube: Kube, query: EvalQuery, host: Host): Promise<Done> {
  const { log, directory } = host;
  await identifyAndLog(kube, log);
  const found = await findEval(kube, query);
  const { record, base, leftovers } = found;
  const arms = await Promise.all([
    endArm(kube, found, directory),
    base === null ? [] : endArm(kube, base, path.join(directory, 'base')),
  ]);
  const shards = arms.flat();
  const files = shards.reduce((sum, { runFiles }) => sum + runFiles.length, 0);
  for (const { failure } of shards) if (failure !== undefined) log.warning('Results', failure.message);
  if (files === 0) await rm(directory, { recursive: true, force: true });
  const remaining = await cleanUp(kube, leftovers, log, STOP_MS);
  const { instance, namespace } = record;
  return {
    kind: 'done',
    lines: [
      `Evaluation ${instance} in namespace ${namespace} was ended and removed.`,
      files === 0 ? 'No run had finished.' : `${files} finished runs are in ${directory}.`,
      ...remaining.map((object) => `Still being deleted: ${object}.`),
    ],
    record: { instance, namespace, directory: files === 0 ? null : directory, runs: files, remaining },
    outputs: { namespace, instance },
  };
}

async function endArm(kube: Kube, found: FoundArm, directory: string): Promise<CollectedShard[]> {
  const indexes = Array.from({ length: found.record.shards }, (_, index) => index);
  return await Promise.all(indexes.map((index) => endShard(kube, found, index, directory)));
}

async function endShard(
  kube: Kube,
  { record, backend }: FoundArm,
  index: number,
  directory: string,
): Promise<CollectedShard> {
  const pod = await backend.podFinder(index)();
  const target = pod === undefined ? undefined : backend.controlContainer(pod);
  if (target !== undefined) {
    const request = { id: `cancel-${target.pod}`, kind: 'cancel' } as const;
    await ignoreTransient(sendRequest(kube, target, request));
  }
  const own = record.shards === 1 ? directory : path.join(directory, `shard-${index}`);
  await mkdir(own, { recursive: true });
  const shard = driveShard({
    kube,
    backend,
    index,
    directory: own,
    startupTimeoutMs: STOP_MS,
    timeoutMs: 0,
    // A pod that replaces a lost one will not be started, so it needs no files.
    userFiles: userFileDelivery({
      sha256: null,
      bundle: undefined,
      directory: own,
      runningPods: () => Promise.resolve([]),
    }),
    isStarted: true,
    wireRoom: wireRoom(),
    // Nothing is judged.
    shardRecords: { known: record.shardRecords, save: () => Promise.resolve() },
    earlier: null,
    beforeStart: () => Promise.resolve(),
    mayStart: () => 'start',
    events: {},
  });
  return await shard.untilCollected();
}
