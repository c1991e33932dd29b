import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kubectl } from '../cluster/kubectl.ts';
import { waitFor } from '../cluster/processes.ts';
import { newModel, openTestbed, type Testbed } from './testbed.ts';

const noCluster = inject('noCluster');
const password = 'canary-registry-password-0123';

describe.skipIf(noCluster !== '')('images', () => {
  const namespace = newModel().replace('scripted', 'images');
  let testbed: Testbed;

  beforeAll(async () => {
    testbed = await openTestbed();
    await kubectl(testbed.cluster, ['create', 'namespace', namespace]);
  });

  afterAll(async () => {
    await kubectl(testbed.cluster, ['delete', 'namespace', namespace, '--wait=false']);
    await testbed.close();
  });

  const get = async (...args: string[]): Promise<string> =>
    await kubectl(testbed.cluster, ['-n', namespace, 'get', ...args]);

  it('are pulled with a login that lives in a Secret of the Job, and whose digests are recorded', async () => {
    const running = testbed.step(
      newModel(),
      {
        namespace,
        tasks: 't1-greeting-file',
        runs: '1',
        mlflow: 'false',
        'image-registry': 'registry.example.com',
        'image-registry-username': 'robot',
        'image-registry-password': '${{ secrets.REGISTRY }}',
      },
      { secrets: { REGISTRY: password } },
    );
    const seen: Record<string, string> = {};
    await waitFor(
      'the pod of the eval',
      async () => {
        seen['pod'] = await get('pods', '-o', 'jsonpath={.items[*].spec.imagePullSecrets[*].name}');
        return seen['pod'] !== '';
      },
      { timeoutMs: 300_000 },
    );
    const secret = await get('secret', seen['pod'] ?? '', '-o', 'json');
    const { metadata, type, data } = JSON.parse(secret);
    const step = await running;

    expect(metadata.name).toMatch(/^clawbench-[0-9a-f]{8}-pull$/);
    expect(metadata.ownerReferences).toMatchObject([{ kind: 'Job' }]);
    expect(type).toBe('kubernetes.io/dockerconfigjson');
    const auth = Buffer.from(`robot:${password}`).toString('base64');
    const config = JSON.parse(Buffer.from(data['.dockerconfigjson'], 'base64').toString());
    expect(config.auths).toMatchObject({ 'registry.example.com': { username: 'robot', auth } });

    expect(step.outputs, step.log).toMatchObject({ verdict: 'pass' });
    for (const form of [password, auth]) expect(step.log).not.toContain(form);
    const { directory, files } = await testbed.newestArtifact();
    for (const file of files) {
      const content = readFileSync(path.join(directory, file));
      for (const form of [password, auth]) expect(content.includes(form), file).toBe(false);
    }
    const read = (name: string) => JSON.parse(readFileSync(path.join(directory, name), 'utf8'));
    const { images } = read('verdict.json').identity;
    expect(Object.keys(images).sort()).toEqual(['clawbench', 'gateway', 'relay', 'results']);
    for (const digest of Object.values(images)) expect(digest).toMatch(/sha256:[0-9a-f]{64}$/);
    expect(read('manifest.json').shards[0].pod.images).toEqual(images);
    await waitFor('the end of the Secret', async () => (await get('secrets', '-o', 'name')) === '', {
      timeoutMs: 180_000,
    });
  });
});
