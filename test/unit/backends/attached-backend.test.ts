import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { attachedBackend } from '../../../src/backends/attached/backend.ts';
import { incidentsOf, podFacts, type RunFiles } from '../../../src/pods/collect.ts';
import { wireRoom, openWire } from '../../../src/pods/wire.ts';
import { takeOver } from '../../../src/pods/seed.ts';
import type { AttachedRecord } from '../../../src/backends/eval-record.ts';
import type { Kube } from '../../../src/kube/client.ts';
import type { ContainerStatus, Pod } from '../../../src/kube/types.ts';

const record: AttachedRecord = {
  kind: 'attached',
  method: 'ephemeral',
  deployment: 'assistant',
  workload: 'Deployment',
  pod: 'assistant-1',
  podUid: 'u',
  gateway: 'gateway',
  container: 'clawbench-00000001',
  sinceMs: 0,
};

let nowMs = Date.parse('2026-11-01T00:10:00Z');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cluster is not asked
const place = attachedBackend({ clock: { now: () => nowMs } } as Kube, 'bench', record);
const explained = async (state: object): Promise<object | undefined> => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a status
  const status = { name: record.container, restartCount: 0, state } as ContainerStatus;
  const pod = { status: { ephemeralContainerStatuses: [status] } };
  return await place.diagnose(0, pod);
};

describe("a container in a user's pod", () => {
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

  test('that is only slow to start', async () => {
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
    const waiting = await place.diagnose(0, pod);
    expect(waiting?.code).toBe(expected);
  });

  test('that ended, or whose pod is gone', async () => {
    expect(await explained({ terminated: { exitCode: 137, reason: 'OOMKilled' } })).toMatchObject({
      code: 'out-of-memory',
      isFinal: true,
    });
    expect(await place.diagnose(0, undefined)).toMatchObject({
      code: 'shard-lost',
      isFinal: true,
    });
  });
});

describe("a user's pod", () => {
  const own = { ...record, gateway: 'assistant', sinceMs: Date.parse('2026-11-01T00:00:00Z') };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the cluster is not asked
  const theirs = attachedBackend({} as Kube, 'bench', own);
  const status = (name: string, imageID: string, killedAt?: string): ContainerStatus => {
    const terminated = { exitCode: 137, reason: 'OOMKilled', finishedAt: killedAt };
    const base = { name, image: '', imageID, ready: true, restartCount: 0, state: { running: {} } };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of a status
    return { ...base, ...(killedAt === undefined ? {} : { lastState: { terminated } }) } as ContainerStatus;
  };
  const podOf = (gateway: string, killedAt?: string): Pod => ({
    metadata: { name: 'assistant-1', uid: 'u' },
    status: {
      containerStatuses: [status('gateway', 'nginx@1'), status('assistant', gateway, killedAt)],
      ephemeralContainerStatuses: [
        status('clawbench-0000000f', 'old@1'),
        status(record.container, 'bench@1'),
      ],
    },
  });

  test('has the images of the evaluation under our names', () => {
    expect(podFacts(podOf('openclaw@1'), theirs).images).toEqual({
      gateway: 'openclaw@1',
      clawbench: 'bench@1',
    });
  });

  test('gets no run that another OpenClaw made', async () => {
    const directory = mkdtempSync(path.join(tmpdir(), 'runs-'));
    const name = 'm/v2-0a/t1-a/run0.json';
    mkdirSync(path.join(directory, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(directory, name), '{}');
    const { images } = podFacts(podOf('openclaw@1'), theirs);
    const earlier = {
      directory,
      journals: [],
      files: [name],
      tasks: [['t1-a']],
      images,
      settingsHash: '',
      taskDurations: {},
    };
    const taken = async (gateway: string): Promise<number> => {
      const files: RunFiles = {
        directory: mkdtempSync(path.join(tmpdir(), 'pod-')),
        fetched: new Map(),
        tampered: new Set(),
        notKept: new Set(),
      };
      const wire = openWire(path.join(files.directory, 'wire'), wireRoom());
      return await takeOver(earlier, 0, podFacts(podOf(gateway), theirs), { files, wire });
    };
    expect(await taken('openclaw@1')).toBe(1);
    expect(await taken('openclaw@2')).toBe(0);
  });

  test('does not blame runs on a lack of memory before the evaluation joined', () => {
    expect(incidentsOf(podOf('x', '2026-10-25T10:00:00Z'), theirs)).toEqual([]);
    expect(incidentsOf(podOf('x', '2026-11-01T00:05:00Z'), theirs)).toMatchObject([{ kind: 'oom' }]);
  });
});
