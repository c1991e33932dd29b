import { randomBytes } from 'node:crypto';
import { sendFiles } from '../backends/attached/container.ts';
import { containerIn, findJoined, type JoinedEval, recordRef } from '../backends/attached/joined.ts';
import type { PodTarget } from '../backends/backend.ts';
import { readMlflowPod } from '../backends/own-files.ts';
import { ActionError } from '../base/errors.ts';
import type { Host } from '../base/ports.ts';
import { statusOfContainer } from '../kube/container.ts';
import type { Kube } from '../kube/client.ts';
import { isKubeError } from '../kube/errors.ts';
import { create, describe, read, refOf, remove } from '../kube/objects.ts';
import { podReadiness } from '../kube/pod-readiness.ts';
import { poll } from '../kube/poll.ts';
import type { KubeObject, ObjectRef, Pod } from '../kube/types.ts';
import { annotations } from '../stack/ownership.ts';

/** Runs something that talks to MLflow in the container that is right for it. */
export type MlflowPlace = <T>(use: (target: PodTarget) => Promise<T>) => Promise<T>;

const CONTAINER = 'mlflow';
/** In the volume for temporary files, since nothing else can be written to. */
const ROOT = '/tmp/clawbench';
const POLL_MS = 300;
/** The image is on the node of the gateway already. */
const START_MS = 2 * 60_000;

/**
 * A pod of its own for each request to MLflow: no code that agents wrote has run in it, so it may be told credentials. It is
 * owned by the ConfigMap of the evaluation, and so is deleted with it at the latest.
 */
export function ownPod(
  kube: Kube,
  joined: JoinedEval,
  isOpenShift: boolean,
  { root, log }: Pick<Host, 'root' | 'log'>,
): MlflowPlace {
  let known: KubeObject<Pod> | undefined;
  return async (use) => {
    const { pod: manifest, programs } = await readMlflowPod(root, isOpenShift);
    // Remembered, since the pod of the gateway may be gone when the result is logged.
    known ??= await podIn(kube, joined, manifest);
    const name = `${known.metadata.name}-${randomBytes(3).toString('hex')}`;
    const pod = { ...known, metadata: { ...known.metadata, name } };
    await createOnce(kube, pod);
    const ref = refOf(pod);
    try {
      await untilItRuns(kube, ref);
      const target = { namespace: joined.namespace, pod: name, container: CONTAINER, root: ROOT };
      const files = Object.entries(programs).map(([file, text]) => [`sidecar/${file}`, text]);
      await sendFiles(kube, target, Object.fromEntries(files));
      return await use(target);
    } finally {
      await removeNow(kube, ref, log);
    }
  };
}

/**
 * The pod as this evaluation needs it: with the image of the container that joined the gateway's pod, and with what that pod
 * needs to be admitted, to find a node and to pull it.
 * @throws ActionError shard-lost if that pod is gone; KubeError
 */
async function podIn(kube: Kube, joined: JoinedEval, manifest: KubeObject<Pod>): Promise<KubeObject<Pod>> {
  const { namespace, instance } = joined;
  const { map, place, pod } = await findJoined(kube, joined);
  const own = pod === undefined ? undefined : containerIn(pod, place.container);
  const { uid, labels, annotations: notes = {} } = map?.metadata ?? {};
  if (pod?.spec === undefined || own === undefined || uid === undefined) {
    const missing =
      uid === undefined ? describe(recordRef(namespace, instance)) : `Pod ${namespace}/${place.pod}`;
    throw new ActionError(
      'shard-lost',
      `${missing} of the evaluation is gone, and no pod can be made after it.`,
    );
  }
  const { imagePullSecrets, tolerations, nodeSelector, nodeName } = pod.spec;
  const { image, imagePullPolicy } = own;
  const ref = recordRef(namespace, instance);
  const kept = Object.entries(notes).filter(
    ([key]) => key === annotations.expiresAt || key === annotations.runUrl,
  );
  const object = structuredClone(manifest);
  return {
    ...object,
    metadata: {
      name: `${ref.name}-mlflow`,
      namespace,
      labels: { ...object.metadata.labels, ...labels },
      annotations: Object.fromEntries(kept),
      ownerReferences: [{ apiVersion: ref.apiVersion, kind: ref.kind, name: ref.name, uid }],
    },
    spec: {
      ...object.spec,
      ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }),
      ...(tolerations === undefined ? {} : { tolerations }),
      ...(nodeSelector === undefined ? {} : { nodeSelector }),
      ...(nodeName === undefined ? {} : { affinity: rather(nodeName) }),
      containers: (object.spec?.containers ?? []).map((container) => ({
        ...container,
        ...(image === undefined ? {} : { image }),
        ...(imagePullPolicy === undefined ? {} : { imagePullPolicy }),
      })),
    },
  };
}

/** Rather on this node, which has the image. */
function rather(node: string): NonNullable<NonNullable<Pod['spec']>['affinity']> {
  const matchFields = [{ key: 'metadata.name', operator: 'In', values: [node] }];
  return {
    nodeAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchFields } }],
    },
  };
}

async function createOnce(kube: Kube, pod: KubeObject<Pod>): Promise<void> {
  try {
    await create(kube, pod);
  } catch (error) {
    // Our own earlier attempt, whose answer was lost.
    if (!isKubeError(error, 'AlreadyExists') || error.attempts === 1) throw error;
  }
}

/** @throws ActionError if the pod cannot run, or not in time; KubeError */
async function untilItRuns(kube: Kube, ref: ObjectRef): Promise<void> {
  let last = `${describe(ref)} waits to start.`;
  const isRunning = await poll(kube, { everyMs: POLL_MS, budgetMs: START_MS }, async () => {
    const pod = await read<Pod>(kube, ref);
    if (pod === undefined) throw new ActionError('evicted', `${describe(ref)} was deleted.`);
    if (statusOfContainer(pod, CONTAINER)?.state?.running !== undefined) return true;
    // Without events: those are of volumes and controllers, and this pod has neither.
    const { terminal, code, message } = podReadiness(pod, [], { now: kube.clock.now() });
    if (terminal) throw new ActionError(code ?? 'container-failed', message);
    last = message;
    return undefined;
  });
  if (isRunning !== true)
    throw new ActionError('startup-timeout', `${last} It had ${Math.round(START_MS / 1000)} s.`);
}

/** A cancelled step leaves it to the deletion of its owner. */
async function removeNow(kube: Kube, ref: ObjectRef, log: Host['log']): Promise<void> {
  if (kube.signal.aborted) return;
  try {
    await remove(kube, ref);
  } catch (error) {
    if (!isKubeError(error)) throw error;
    log.info(`${describe(ref)} is deleted later, with the evaluation: ${error.message}`);
  }
}
