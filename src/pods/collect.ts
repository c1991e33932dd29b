import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ActionError } from '../base/errors.ts';
import { oneLine } from '../base/plain-text.ts';
import type { Kube } from '../kube/client.ts';
import { statusesOf, statusOfContainer } from '../kube/container.ts';
import { copyFile } from '../kube/exec.ts';
import { disruptionOf } from '../kube/pod-readiness.ts';
import { poll } from '../kube/poll.ts';
import type { Pod } from '../kube/types.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import type { Round } from '../result/formats/rounds.ts';
import { differences, planIn, type ShardPlan } from '../result/formats/shard-plan.ts';
import type { Incident } from '../result/verdict/run-evidence.ts';
import { isPodPath, keptIndexSchema } from './pod-files.ts';
import { type EvalBackend, pathIn, type PodTarget } from '../backends/backend.ts';
import { podContainers } from '../protocol/containers.ts';
import { type FileEntry, podPaths, type ShardDone, type ShardState } from '../protocol/pod.ts';
import { readPodFile } from './shard-files.ts';
import type { CollectedWire } from './wire.ts';

/** The pod a shard ran in. */
export interface PodFacts {
  name: string;
  uid: string;
  node: string;
  /** Image digests by container. `gateway` and `clawbench` name those of the evaluation, whatever a user's pod calls them. */
  images: Record<string, string>;
}

/** What was collected from one shard. */
export interface CollectedShard {
  index: number;
  /** Local directory that holds the files, laid out as /results. */
  directory: string;
  /** Run files in it, by relative path, with the content the trusted container saw first. */
  runFiles: string[];
  /** Run files that changed after they were first seen. */
  tampered: string[];
  /** Run files that the pod did not keep for their size, and so are not among `runFiles`. */
  notKept: string[];
  /** What it was to run, from before it was started; undefined if it was not, or by a version that did not note it. */
  plan: ShardPlan | undefined;
  /** How many runs of a task an earlier attempt left, where those are more than the plan has. */
  earlierRuns: Readonly<Record<string, number>>;
  /** What its pods said that contradicts the plan or the orders, a sentence each. */
  contradictions: string[];
  /** Orders after the first runs of all tasks: `runs` is the new number of runs of each of these tasks. */
  rounds: Round[];
  state: ShardState | undefined;
  /** What went over the wire between its gateways and the providers; undefined without a relay. */
  wire: CollectedWire | undefined;
  done: ShardDone | undefined;
  /** When this process read `done`, in ms since the epoch. */
  noticedAtMs: number | undefined;
  pod: PodFacts | undefined;
  incidents: Incident[];
  /** Why the shard has no complete result; undefined if it has one. */
  failure: ActionError | undefined;
}

/** The tasks of a shard; empty while they are not known. */
export function tasksOf(shard: Pick<CollectedShard, 'plan' | 'state'> | undefined): readonly string[] {
  return planOf(shard)?.tasks ?? [];
}

/** What the shard was to run. One that an older version started is taken at its word, which is then checked against the record. */
export function planOf(shard: Pick<CollectedShard, 'plan' | 'state'> | undefined): ShardPlan | undefined {
  return shard?.plan ?? planIn(shard?.state);
}

/** As the shards said before their start; the harness's where they did not, as their logs said later. */
export function versionOf(
  program: 'openclawVersion' | 'harnessVersion',
  shards: readonly Pick<CollectedShard, 'plan' | 'state'>[],
): string | null {
  const later = program === 'harnessVersion' ? shards.map(({ state }) => state) : [];
  const said = [...shards.map((shard) => planOf(shard)), ...later];
  return said.find((one) => one?.[program])?.[program] ?? null;
}

/** A sentence if a pod says something else after its start than was noted before it. */
export function saidOtherwise(
  index: number,
  plan: ShardPlan | undefined,
  state: ShardState | undefined,
): string[] {
  const now = planIn(state);
  const changed = plan === undefined || now === undefined ? [] : differences(plan, now);
  if (changed.length === 0) return [];
  return [
    `After its start, the pod of shard ${index} said something else about the ${changed.join(' and ')} than before.`,
  ];
}

/** Logs are capped by the supervisor, at 64 MiB each. */
const logs = new Set(['eval.log', 'gateway.log']);
const MAX_LOG_BYTES = 80 * 1024 * 1024;
const MAX_RUN_FILE_BYTES = 50_000_000;
/** Enough for a container that is short of CPU; a run file that is not kept by then never will be. */
const KEEPING_MS = 15_000;
const KEEPING_POLL_MS = 250;
const keptIndexFile = { path: podPaths.keptIndex, schema: keptIndexSchema };
const RUN_FILE = /^run_cache\/.+\/run\d{1,6}\.json$/;
const isRunFile = (file: string): boolean => RUN_FILE.test(file) && isPodPath(file);
/** As the supervisor calls results: no other name can take the place of a run or of a journal. */
const isResultFile = (file: string): boolean =>
  /^benchmark(?:\.[\w.-]+)?\.json$/.test(file) && isPodPath(file);

/** The run files collected from one shard so far; they outlive the shard's pods. */
export interface RunFiles {
  directory: string;
  /** SHA-256 by path relative to /results. */
  fetched: Map<string, string>;
  tampered: Set<string>;
  /** Those that are not kept for their size. */
  notKept: Set<string>;
}

/**
 * Fetches the run files that are new since the last call, from the trusted container's copies.
 * @throws ActionError bad-result, KubeError
 */
export async function pullRunFiles(kube: Kube, target: PodTarget, files: RunFiles): Promise<void> {
  const options = { retryForMs: 30_000 };
  const index = await readPodFile(kube, target, keptIndexFile, options);
  if (index === undefined) return;
  for (const file of index.tampered) files.tampered.add(file);
  for (const file of index.notKept) if (isRunFile(file)) files.notKept.add(file);
  const missing = index.files.filter(
    (file) => isRunFile(file.path) && files.fetched.get(file.path) !== file.sha256,
  );
  await Promise.all(
    missing.map(async (file) => {
      await fetchFile(kube, target, file, {
        from: podPaths.kept,
        directory: files.directory,
        maxBytes: MAX_RUN_FILE_BYTES,
      });
      files.fetched.set(file.path, file.sha256);
      files.notKept.delete(file.path);
    }),
  );
}

/**
 * Fetches the run files that `done` announces. The trusted container looks when it notices a change, so the last ones
 * may be announced before it has a copy.
 * @throws ActionError bad-result, KubeError
 */
export async function pullAnnounced(
  kube: Kube,
  target: PodTarget,
  done: ShardDone,
  files: RunFiles,
): Promise<void> {
  const announced = done.files.filter((file) => isRunFile(file.path));
  await poll(kube, { everyMs: KEEPING_POLL_MS, budgetMs: KEEPING_MS }, async () => {
    await pullRunFiles(kube, target, files);
    // A repeated run has new content; a file changed by others never gets the announced content.
    const isComplete = announced.every(
      ({ path: name, sha256 }) =>
        files.fetched.get(name) === sha256 || files.tampered.has(name) || files.notKept.has(name),
    );
    return isComplete ? true : undefined;
  });
}

/** Fetches what `done` announces beside the run files. @throws ActionError bad-result, KubeError */
export async function fetchResults(
  kube: Kube,
  target: PodTarget,
  done: ShardDone,
  directory: string,
): Promise<void> {
  const strange = done.results.filter((file) => !isResultFile(file)).map((file) => oneLine(file, 100));
  if (strange.length > 0) {
    const some = strange.slice(0, 3).join(', ');
    const sentence = `Pod ${target.pod} calls ${strange.length} file(s) results that the harness does not write (${some}); they are left out.`;
    kube.log?.warning('Strange results', sentence);
  }
  await Promise.all(
    done.files.map(async (file) => {
      const isResult = done.results.includes(file.path) && isResultFile(file.path);
      if (!isResult && !logs.has(file.path)) return;
      const maxBytes = isResult ? MAX_RESULT_BYTES : MAX_LOG_BYTES;
      await fetchFile(kube, target, file, { from: podPaths.results, directory, maxBytes });
    }),
  );
}

/** Copies a file from the directory `from` of the pod to the same path below `directory`. */
async function fetchFile(
  kube: Kube,
  target: PodTarget,
  file: FileEntry,
  { from, directory, maxBytes }: { from: string; directory: string; maxBytes: number },
): Promise<void> {
  const local = path.join(directory, file.path);
  await mkdir(path.dirname(local), { recursive: true }).catch((cause: unknown) => {
    throw new ActionError('bad-result', `${file.path} of pod ${target.pod} has the place of another file.`, {
      cause,
    });
  });
  await copyFile(kube, target, pathIn(target, `${from}/${file.path}`), {
    to: local,
    maxBytes,
    sizeBytes: file.size,
    sha256: file.sha256,
  });
}

/** @param pod with a node and container statuses, as it is once it runs */
export function podFacts(pod: Pod, { containers }: Pick<EvalBackend, 'containers'>): PodFacts {
  const { gateway, clawbench } = containers;
  const others = statusesOf(pod).filter(({ name }) => name !== gateway && name !== clawbench);
  const images = others.map(({ name, imageID }) => [name, imageID]);
  for (const [role, name] of Object.entries({ gateway, clawbench })) {
    const status = statusOfContainer(pod, name);
    if (status !== undefined) images.push([role, status.imageID]);
  }
  return {
    name: pod.metadata?.name ?? '',
    uid: pod.metadata?.uid ?? '',
    node: pod.spec?.nodeName ?? '',
    images: Object.fromEntries(images),
  };
}

/** What happened to the pod that may have spoilt runs; of a user's pod, only what happened since the evaluation joined. */
export function incidentsOf(
  pod: Pod,
  { containers, sinceMs }: Pick<EvalBackend, 'containers' | 'sinceMs'>,
): Incident[] {
  const killed = statusesOf(pod).filter(({ state, lastState }) =>
    [state?.terminated, lastState?.terminated].some(
      (end) => end?.reason === 'OOMKilled' && !(Date.parse(end.finishedAt ?? '') < sinceMs),
    ),
  );
  const own = new Set<string>([containers.gateway, containers.clawbench, podContainers.results]);
  // The first incident is the one that explains a run, so those of others come last.
  const incidents: Incident[] = killed
    .toSorted((a, b) => Number(own.has(b.name)) - Number(own.has(a.name)))
    .map(({ name }) => ({
      kind: 'oom',
      detail: `Container ${name}${own.has(name) ? '' : ', which is not of the evaluation,'} was killed for using more memory than its limit.`,
    }));
  if (pod.status?.reason === 'Evicted')
    incidents.push({
      kind: 'evicted',
      detail: `The pod was evicted from node ${pod.spec?.nodeName ?? '?'}.`,
    });
  const disruption = disruptionOf(pod);
  if (disruption?.isNodeLost === true)
    incidents.push({ kind: 'node-lost', detail: `Node ${pod.spec?.nodeName ?? '?'} was lost.` });
  else if (disruption !== undefined && pod.status?.reason !== 'Evicted') {
    const how = disruptionWords[disruption.reason] ?? 'was disrupted on node';
    incidents.push({ kind: 'evicted', detail: `The pod ${how} ${pod.spec?.nodeName ?? '?'}.` });
  }
  return incidents;
}

/** By the reason of the condition. */
const disruptionWords: Readonly<Record<string, string>> = {
  PreemptionByScheduler: 'made room for a more important one on node',
  EvictionByEvictionAPI: 'was evicted from node',
};
