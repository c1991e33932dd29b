import { describe, expect, test } from 'vitest';
import { attachedPlace } from '../../src/attach/place.ts';
import type { AttachedRecord } from '../../src/eval/run-record.ts';
import type { Kube } from '../../src/kube/client.ts';
import type { ContainerStatus } from '../../src/kube/types.ts';

const record: AttachedRecord = {
  kind: 'attached',
  method: 'ephemeral',
  deployment: 'assistant',
  pod: 'assistant-1',
  podUid: 'u',
  gateway: 'gateway',
  container: 'clawbench-00000001',
  sinceMs: 0,
};

let nowMs = Date.parse('2026-11-01T00:10:00Z');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cluster is not asked
const place = attachedPlace({ clock: { now: () => nowMs } } as Kube, 'bench', record);
const explained = async (state: object): Promise<object | undefined> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a status
  const status = { name: record.container, restartCount: 0, state } as ContainerStatus;
  const pod = { status: { ephemeralContainerStatuses: [status] } };
  return await place.explain(0, pod, new AbortController().signal);
};

describe('a container in the pod of a user', () => {
  test.each([
    [
      'a ConfigMap the kubelet has not seen yet',
      'CreateContainerConfigError',
      'failed to sync configmap cache: timed out waiting for the condition',
      { code: 'container-failed', isFinal: false },
    ],
    [
      'a registry that does not answer',
      'ErrImagePull',
      'dial tcp: lookup registry.example: i/o timeout',
      { code: 'image-pull', isFinal: false },
    ],
    [
      'a registry that refuses',
      'ImagePullBackOff',
      'Back-off pulling image "x": ErrImagePull: pull access denied, repository does not exist',
      { code: 'image-pull', isFinal: true },
    ],
  ])('that waits for %s', async (_, reason, message, expected) => {
    const waiting = await explained({ waiting: { reason, message } });
    expect(waiting).toMatchObject(expected);
    expect(waiting).toHaveProperty('message', expect.stringContaining(message.slice(0, 40)));
  });

  test('that waits for a ConfigMap the kubelet does not find, at first and for good', async () => {
    const message = 'configmap "clawbench-00000001" not found';
    const missing = { waiting: { reason: 'CreateContainerConfigError', message } };
    expect(await explained(missing)).toMatchObject({ code: 'container-failed', isFinal: false });
    nowMs += 20_000;
    expect(await explained(missing)).toMatchObject({ code: 'container-failed', isFinal: true });
    await explained({ running: {} });
    expect(await explained(missing)).toMatchObject({ isFinal: false });
  });

  test('that only takes its time', async () => {
    expect(await explained({ waiting: { reason: 'ContainerCreating' } })).toBeUndefined();
    expect(await explained({ running: {} })).toBeUndefined();
  });

  test.each([
    ['just now', '2026-11-01T00:09:50Z', undefined],
    ['and is still there on a node that does not answer', '2026-11-01T00:09:00Z', 'node-lost'],
  ])('whose pod was deleted %s', async (_, deletionTimestamp, expected) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a status
    const status = { name: record.container, restartCount: 0, state: { running: {} } } as ContainerStatus;
    const pod = { metadata: { deletionTimestamp }, status: { ephemeralContainerStatuses: [status] } };
    const waiting = await place.explain(0, pod, new AbortController().signal);
    expect(waiting?.code).toBe(expected);
  });

  test('that ended, or whose pod is gone', async () => {
    expect(await explained({ terminated: { exitCode: 137, reason: 'OOMKilled' } })).toMatchObject({
      code: 'out-of-memory',
      isFinal: true,
    });
    expect(await place.explain(0, undefined, new AbortController().signal)).toMatchObject({
      code: 'shard-lost',
      isFinal: true,
    });
  });
});
