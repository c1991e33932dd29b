import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cleanUp } from '../eval/cleanup.ts';
import type { CollectedShard } from '../pods/collect.ts';
import { sendRequest } from '../pods/requests.ts';
import { openShard } from '../pods/shard.ts';
import { tolerate } from '../pods/shard-files.ts';
import { findEval, type FoundEval } from '../eval/find-eval.ts';
import { identifyAndLog } from '../kube/identify.ts';
import type { Kube } from '../kube/client.ts';
import type { ClusterMode, ModeDeps } from './told.ts';

/** For the harness to stop, and for its pod or container to go. */
const STOP_MS = 2 * 60_000;

/** Ends an eval that runs or is held. What it has comes home first, so that nothing that was paid is lost. */
export const detach: ClusterMode = async (kube, inputs, deps) => {
  const { log, signal, env } = deps;
  await identifyAndLog(kube, log);
  const found = await findEval(kube, inputs, signal);
  const { run, leftovers } = found;
  const directory = await mkdtemp(path.join(env['RUNNER_TEMP'] ?? tmpdir(), `clawbench-${run.instance}-`));
  const indexes = Array.from({ length: run.shards }, (_, index) => index);
  const shards = await Promise.all(indexes.map((index) => endShard(kube, found, index, directory, deps)));
  const files = shards.reduce((sum, { runFiles }) => sum + runFiles.length, 0);
  for (const { failure } of shards) if (failure !== undefined) log.warning('Results', failure.message);
  if (files === 0) await rm(directory, { recursive: true, force: true });
  const remaining = await cleanUp(kube, leftovers, log, { waitMs: STOP_MS, signal });
  const { instance, namespace } = run;
  return {
    lines: [
      `Evaluation ${instance} in namespace ${namespace} has ended and is removed.`,
      files === 0 ? 'No run had finished.' : `${files} finished runs are in ${directory}.`,
      ...remaining.map((object) => `Still being deleted: ${object}.`),
    ],
    record: { instance, namespace, directory: files === 0 ? null : directory, runs: files, remaining },
    outputs: { namespace, instance },
  };
};

async function endShard(
  kube: Kube,
  { run, place }: FoundEval,
  index: number,
  directory: string,
  { signal }: ModeDeps,
): Promise<CollectedShard> {
  const pod = await place.finder(index, signal).current();
  const target = pod === undefined ? undefined : place.answering(pod);
  if (target !== undefined) {
    const request = { id: `cancel-${target.pod}`, kind: 'cancel' } as const;
    await tolerate(sendRequest(kube, target, request, signal));
  }
  const own = run.shards === 1 ? directory : path.join(directory, `shard-${index}`);
  await mkdir(own, { recursive: true });
  const shard = openShard({
    kube,
    place,
    index,
    directory: own,
    startupTimeoutMs: STOP_MS,
    timeoutMs: 0,
    signal,
    given: undefined,
    isStarted: true,
    earlier: null,
    onTakenOver: () => undefined,
    beforeStart: () => Promise.resolve(),
    onState: () => undefined,
    onPod: () => undefined,
    onWaiting: () => undefined,
  });
  return await shard.drive();
}
