import path from 'node:path';
import { describePods } from '../post-mortem.ts';
import type { EvalBackend, Waiting } from '../backend.ts';
import type { AttachedRecord } from '../eval-record.ts';
import { statusOfContainer } from '../../kube/container.ts';
import type { Kube } from '../../kube/client.ts';
import { oneLine } from '../../base/plain-text.ts';
import { saveLog } from '../../kube/log-file.ts';
import { read } from '../../kube/objects.ts';
import { isObjectMissing, LATE_OBJECT_MS, waitingTrouble } from '../../kube/container-trouble.ts';
import { STUCK_MS } from '../../kube/pod-readiness.ts';
import type { Pod } from '../../kube/types.ts';
import { ATTACHED_ROOT } from './container.ts';

const MAX_LOG_BYTES = 64 * 1024 * 1024;
/** For one attempt and for all of them: generous, since an error of the model provider may be in no other log. */
const LOG_MS = 60_000;

/** A container of ours in a user's pod. It is the only shard, and no other pod replaces this one. */
export function attachedBackend(kube: Kube, namespace: string, record: AttachedRecord): EvalBackend {
  const { pod: name, podUid, container, gateway } = record;
  const targetIn: EvalBackend['targetIn'] = (pod) => ({ namespace, pod, container, root: ATTACHED_ROOT });
  let missingSinceMs: number | undefined;
  const diagnose = (pod: Pod | undefined): Waiting | undefined => {
    const nowMs = kube.clock.now();
    const waiting = explainAttached(namespace, record, pod, nowMs);
    if (waiting === undefined || !isObjectMissing(waiting.message)) {
      missingSinceMs = undefined;
      return waiting;
    }
    missingSinceMs ??= nowMs;
    return { ...waiting, isFinal: nowMs - missingSinceMs >= LATE_OBJECT_MS };
  };
  return {
    namespace,
    containers: { gateway, clawbench: container },
    hasRelay: false,
    sinceMs: record.sinceMs,
    podFinder: () => async () => {
      const pod = await read<Pod>(kube, { apiVersion: 'v1', kind: 'Pod', name, namespace });
      return pod?.metadata?.uid === podUid ? pod : undefined;
    },
    // They are those of the gateway.
    renewKeys: () => Promise.resolve(),
    targetIn,
    controlContainer: (pod) =>
      statusOfContainer(pod, container)?.state?.running === undefined ? undefined : targetIn(name),
    logContainer(pod) {
      const { running, terminated } = statusOfContainer(pod, container)?.state ?? {};
      return running === undefined && terminated === undefined
        ? undefined
        : { namespace, pod: name, container };
    },
    diagnose: (_, pod) => Promise.resolve(diagnose(pod)),
    collectExtra: async (directory) =>
      await saveLog(kube, { namespace, pod: name, container: gateway }, path.join(directory, 'gateway.log'), {
        sinceMs: record.sinceMs,
        maxBytes: MAX_LOG_BYTES,
        timeoutMs: LOG_MS,
        retryForMs: LOG_MS,
      }),
    postMortem: () =>
      describePods(kube, namespace, `Pod ${namespace}/${name}`, {
        selector: { fieldSelector: `metadata.name=${name}` },
        owners: [],
      }),
  };
}

function explainAttached(
  namespace: string,
  record: AttachedRecord,
  pod: Pod | undefined,
  nowMs: number,
): Waiting | undefined {
  const { pod: name, container } = record;
  const lost = (message: string): Waiting => ({
    code: 'shard-lost',
    message,
    hint: undefined,
    isFinal: true,
  });
  if (pod === undefined) {
    return lost(
      `Pod ${namespace}/${name} is gone, and the evaluation in it with it: it was deleted, or its node was lost.`,
    );
  }
  const deletedAt = pod.metadata?.deletionTimestamp;
  if (deletedAt !== undefined && nowMs - Date.parse(deletedAt) > STUCK_MS) {
    return {
      code: 'node-lost',
      message: `Pod ${namespace}/${name} was deleted and does not terminate: its node does not respond.`,
      hint: undefined,
      isFinal: true,
    };
  }
  const status = statusOfContainer(pod, container);
  const where = `Container ${container} of pod ${namespace}/${name}`;
  const ended = status?.state?.terminated ?? status?.lastState?.terminated;
  if (ended !== undefined) {
    const isMemory = ended.reason === 'OOMKilled';
    const why = oneLine([ended.reason, ended.message].filter(Boolean).join(': '), 300);
    return {
      code: isMemory ? 'out-of-memory' : 'container-failed',
      message: `${where} ended with exit code ${ended.exitCode} (${why}).`,
      hint: isMemory ? 'Lower "concurrency", or raise the memory limit of the pod.' : undefined,
      isFinal: true,
    };
  }
  if (status === undefined) return undefined;
  // Without events: they would only help with kubelets too old for ephemeral containers.
  const trouble = waitingTrouble(pod, `Pod ${namespace}/${name}`, status, []);
  if (trouble?.code === undefined) return undefined;
  return {
    code: trouble.code,
    message: trouble.message,
    hint:
      trouble.code === 'image-pull'
        ? 'Check "clawbench-image"; the pull secrets are those of the pod.'
        : undefined,
    isFinal: trouble.terminal,
  };
}
