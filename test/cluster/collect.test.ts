import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { pullAnnounced, type RunFiles } from '../../src/pods/collect.ts';
import type { PodTarget } from '../../src/backends/backend.ts';
import type { ShardDone } from '../../src/protocol/pod.ts';
import type { Kube } from '../../src/kube/client.ts';
import { exec } from '../../src/kube/exec.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, startPod, testNamespace } from './kube-fixture.ts';

const text = '{"score": 1}\n';
const entry = {
  path: 'run_cache/openai_x/t1/run0.json',
  size: text.length,
  sha256: createHash('sha256').update(text).digest('hex'),
};
const late = { ...entry, path: 'run_cache/openai_x/t1/run1.json' };

const keptIndex = (...files: (typeof entry)[]): string =>
  JSON.stringify({
    schemaVersion: 1,
    files: files.map((file) => ({ ...file, firstSeenAt: '2026-11-01T00:00:00Z' })),
    replaced: [],
    tampered: [],
  });

/** Keeps the first run at once, and the second when the container is starved of CPU no longer. */
const keeping = `mkdir -p /tmp/pod/control /tmp/pod/kept/run_cache/openai_x/t1 && cd /tmp/pod/kept
printf '${text.trim()}\\n' > ${entry.path}
echo '${keptIndex(entry)}' > index.json
until [ -e /tmp/awake ]; do sleep 0.1; done
sleep 2
cp ${entry.path} ${late.path}
echo '${keptIndex(entry, late)}' > index.json.tmp && mv index.json.tmp index.json
sleep 3600`;

describe.skipIf(inject('noCluster') !== '')('the run files of a pod, in real containers', () => {
  let kube: Kube;
  let namespace: string;
  let directory: string;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    kube = await clientOf(clusterFromEnvironment().kubeconfig);
    ({ name: namespace, close } = await testNamespace(kube, 'collect'));
    directory = mkdtempSync(path.join(tmpdir(), 'collect-'));
  });
  afterAll(async () => {
    rmSync(directory, { recursive: true, force: true });
    await close();
    await kube.close();
  });

  it('are waited for when done.json announces one that is not kept yet', async () => {
    const target: PodTarget = { ...(await startPod(kube, namespace, 'slow', keeping)), root: '/tmp/pod' };
    const files: RunFiles = { directory, fetched: new Map(), tampered: new Set(), notKept: new Set() };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of it
    const done = { files: [entry, late, { ...entry, path: 'eval.log' }] } as unknown as ShardDone;
    await exec(kube, target, ['touch', '/tmp/awake']);
    await pullAnnounced(kube, target, done, files);
    expect([...files.fetched.keys()].toSorted()).toEqual([entry.path, late.path]);
    expect(readFileSync(path.join(directory, late.path), 'utf8')).toBe(text);
  });
});
