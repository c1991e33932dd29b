import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { chooseCluster } from '../../src/cluster/choose.ts';
import { loadKubeconfig } from '../../src/cluster/kubeconfig.ts';
import { clock } from '../../src/base/clock.ts';
import { explainMissing, missingPermissions } from '../../src/kube/access.ts';
import { connect } from '../../src/kube/client.ts';
import type { Kube } from '../../src/kube/client.ts';
import { identify } from '../../src/kube/identify.ts';
import { apply, create, list, patch, read, remove } from '../../src/kube/objects.ts';
import {
  evalPermissions,
  mlflowPermissions,
  mlflowPodPermissions,
  ownNamespacePermissions,
} from '../../src/kube/permissions.ts';
import type { Manifest } from '../../src/kube/types.ts';
import { clusterFromEnvironment } from './cluster.ts';
import { clientOf, podManifest, shell, testNamespace } from './kube-fixture.ts';
import { kubectl } from './kubectl.ts';
import { makeCertificates } from '../fakes/certificates.ts';
import { startProxy } from '../fakes/connect-proxy.ts';
import { serviceAccountKubeconfig } from './service-account.ts';

const canary = 'canary-of-a-secret';

describe.skipIf(inject('noCluster') !== '')('the client, with a real API server', () => {
  const cluster = clusterFromEnvironment();
  const clients: Kube[] = [];
  let kube: Kube;
  let namespace: string;
  let close = async (): Promise<void> => undefined;

  beforeAll(async () => {
    kube = await client();
    ({ name: namespace, close } = await testNamespace(kube, 'client'));
  });
  afterAll(async () => {
    await close();
    await Promise.all(clients.map((item) => item.close()));
  });

  async function client(kubeconfig = cluster.kubeconfig, edit?: (text: string) => string): Promise<Kube> {
    const made = await clientOf(kubeconfig, edit);
    clients.push(made);
    return made;
  }

  function configMap(more: object, name = 'x'): Manifest {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, ...more };
  }
  const rbac = (name: string): string =>
    fileURLToPath(new URL(`../../manifests/rbac/${name}.yaml`, import.meta.url));

  it('learns the version and who it is', async () => {
    expect(await identify(kube)).toMatchObject({
      version: expect.stringMatching(/^v1\.\d+\.\d+/),
      user: 'admin',
    });
  });

  it('applies an object, and changes only what it gave', async () => {
    await apply(kube, configMap({ data: { other: '1' } }, 'shared'), { fieldManager: 'somebody' });
    await apply(kube, configMap({ data: { ours: '1' } }, 'shared'));
    const { object } = await apply<{ data: object }>(kube, configMap({ data: { ours: '2' } }, 'shared'));
    expect(object.data).toEqual({ other: '1', ours: '2' });
  });

  it.each([
    ['a misspelt field', { dataa: { a: '1' } }, '.dataa: field not declared in schema'],
    ['a value of the wrong type', { data: { a: 1 } }, '.data.a: expected string'],
  ])('is refused %s at once, with the field', async (_, object, says) => {
    await expect(apply(kube, configMap(object))).rejects.toMatchObject({
      code: 'bad-manifest',
      attempts: 1,
      message: expect.stringContaining(says),
    });
  });

  it('is told all misspelt fields of a pod in a dry run, which makes nothing', async () => {
    const pod = podManifest(namespace, 'typos', {
      restart: 'x',
      containers: [{ ...shell('main', 'true'), comand: [] }],
    });
    await expect(create(kube, pod, { dryRun: true })).rejects.toMatchObject({
      code: 'bad-manifest',
      message: expect.stringContaining(
        'unknown field "spec.restart", unknown field "spec.containers[0].comand"',
      ),
    });
    await create(kube, podManifest(namespace, 'typos', { containers: [shell('main', 'true')] }), {
      dryRun: true,
    });
    expect(await read(kube, { apiVersion: 'v1', kind: 'Pod', name: 'typos', namespace })).toBeUndefined();
  });

  it.each([
    ['number', { stringData: { key: 123456789 } }],
    ['list', { stringData: { key: [canary] } }],
    ['string in place of a map', { stringData: canary }],
    ['data that is not base64', { data: { key: `!${canary}` } }],
  ])('never repeats a secret: %s', async (_, more) => {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'secret', namespace }, ...more };
    for (const send of [apply, create]) {
      const error: unknown = await send(kube, secret).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'bad-manifest' });
      expect(String(error)).not.toMatch(/canary|123456789/);
    }
  });

  it('does not take fields from their owner, and names both, unless it is told to', async () => {
    await apply(kube, configMap({ data: { a: '1' } }, 'owned'), { fieldManager: 'argocd' });
    const ours = configMap({ data: { a: '2' } }, 'owned');
    await expect(apply(kube, ours)).rejects.toMatchObject({
      code: 'foreign-object',
      message: `Could not apply ConfigMap ${namespace}/owned: some of its fields are managed by others: .data.a (argocd).`,
    });
    expect((await apply<{ data: object }>(kube, ours, { force: true })).object.data).toEqual({ a: '2' });
  });

  it('names the field of a Job that cannot change, without the pod in the message', async () => {
    const job = (value: string): Manifest => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'job', namespace },
      spec: {
        suspend: true,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [shell('main', 'true', { env: [{ name: 'KEY', value }] })],
          },
        },
      },
    });
    await apply(kube, job(canary));
    const error: unknown = await apply(kube, job(`${canary}-2`)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'bad-manifest', causes: [{ field: 'spec.template' }] });
    expect(String(error)).toContain('spec.template: field is immutable');
    expect(String(error)).not.toContain(canary);
  });

  it.each([
    [
      'a ConfigMap over 1 MiB',
      () => configMap({ data: { a: 'x'.repeat(1024 * 1024 + 1) } }),
      'bad-manifest',
      /may not be more than 1048576 bytes/,
    ],
    [
      'a namespace that is not there',
      () => ({ ...configMap({}), metadata: { name: 'x', namespace: 'not-there' } }),
      'api-error',
      /namespaces "not-there" not found/,
    ],
  ])('says what is wrong with %s', async (_, object, code, says) => {
    await expect(apply(kube, object())).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
  });

  it('passes on that PodSecurity will refuse the pods of a Job', async () => {
    const restricted = await testNamespace(kube, 'restricted', {
      'pod-security.kubernetes.io/warn': 'restricted',
    });
    const template = { spec: { restartPolicy: 'Never', containers: [shell('main', 'true')] } };
    const metadata = { name: 'job', namespace: restricted.name };
    const { warnings } = await apply(kube, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: { suspend: true, template },
    });
    expect(warnings).toEqual([expect.stringContaining('would violate PodSecurity "restricted')]);
    await restricted.close();
  });

  it('creates once, lists by label, patches, and deletes the very object it knows', async () => {
    const labels = { run: randomBytes(4).toString('hex') };
    const object = { ...configMap({ data: { a: '1' } }), metadata: { name: 'life', namespace, labels } };
    const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'life', namespace };
    await create(kube, object);
    await expect(create(kube, object)).rejects.toMatchObject({
      reason: 'AlreadyExists',
      code: 'foreign-object',
    });
    const [found, ...others] = await list(kube, ref, { labelSelector: `run=${labels.run}` });
    expect(others).toEqual([]);
    expect(await patch(kube, ref, { data: { a: null, b: '2' } })).toMatchObject({ data: { b: '2' } });
    expect(await remove(kube, ref, { uid: '00000000-0000-0000-0000-000000000000' })).toBe(false);
    expect(await read(kube, ref)).toBeDefined();
    const { uid } = found?.metadata ?? {};
    expect(await remove(kube, ref, uid === undefined ? {} : { uid })).toBe(true);
    expect(await read(kube, ref)).toBeUndefined();
    expect(await remove(kube, ref)).toBe(false);
  });

  it('says of a CA of another cluster what is wrong, in one attempt', async () => {
    const { otherCa } = makeCertificates();
    const ca = Buffer.from(otherCa.certificate).toString('base64');
    const stranger = await client(cluster.kubeconfig, (text) =>
      text.replace(/certificate-authority-data: .*(?:\n {6,}\S+$)*/m, `certificate-authority-data: ${ca}`),
    );
    await expect(identify(stranger)).rejects.toMatchObject({
      code: 'cluster-tls',
      reason: 'CertificateNotTrusted',
      attempts: 1,
    });
  });

  it('says of a token the server does not know that it was refused', async () => {
    const stranger = await client(cluster.kubeconfig, (text) =>
      text.replace(/token: .*/, 'token: not-a-token-of-this-cluster'),
    );
    await expect(identify(stranger)).rejects.toMatchObject({
      code: 'cluster-auth',
      status: 401,
      attempts: 1,
    });
  });

  it('notices that its token was revoked', async () => {
    const account = { name: 'revoked', namespace };
    const kubeconfig = await serviceAccountKubeconfig(cluster, account, [rbac('eval')]);
    const revoked = await client(kubeconfig);
    expect(await identify(revoked)).toMatchObject({ user: `system:serviceaccount:${namespace}:revoked` });
    await kubectl(cluster, ['delete', 'serviceaccount', 'revoked', '-n', namespace]);
    // The server accepts a revoked token for some more seconds.
    await expect
      .poll(() => identify(revoked).catch((error: unknown) => error), { timeout: 90_000 })
      .toMatchObject({
        code: 'cluster-auth',
        status: 401,
      });
  });

  it('finds the cluster of the pod it runs in', async () => {
    const kubeconfig = await serviceAccountKubeconfig(cluster, { name: 'pod', namespace }, [rbac('eval')]);
    const text = readFileSync(kubeconfig, 'utf8');
    const field = (name: string): string => new RegExp(`${name}: (?:>-\\s+)?(\\S+)`).exec(text)?.[1] ?? '';
    const directory = mkdtempSync(join(tmpdir(), 'serviceaccount-'));
    writeFileSync(join(directory, 'namespace'), namespace);
    writeFileSync(join(directory, 'token'), field('token'));
    writeFileSync(join(directory, 'ca.crt'), Buffer.from(field('certificate-authority-data'), 'base64'));
    const { hostname, port } = new URL(cluster.apiUrl);
    const env = { KUBERNETES_SERVICE_HOST: hostname, KUBERNETES_SERVICE_PORT: port };
    const texts = chooseCluster('in-cluster', null, env, directory);
    const found = await loadKubeconfig(texts, { env: {}, clock });
    const inPod = connect(found, { clock: kube.clock });
    clients.push(inPod);
    expect(found).toMatchObject({ server: cluster.apiUrl, namespace });
    expect(await identify(inPod)).toMatchObject({ user: `system:serviceaccount:${namespace}:pod` });
    rmSync(directory, { recursive: true });
  });

  it('goes through the proxy of the environment, unless that excepts the server', async () => {
    const proxy = await startProxy();
    const text = readFileSync(cluster.kubeconfig, 'utf8');
    const through = async (env: Record<string, string>): Promise<number> => {
      const found = await loadKubeconfig([{ text, origin: 'The kubeconfig' }], { env, clock });
      const proxied = connect(found, { clock: kube.clock });
      clients.push(proxied);
      const before = proxy.asked.length;
      for (let index = 0; index < 10; index++) await identify(proxied);
      return proxy.asked.length - before;
    };
    const tunnels = await through({ HTTPS_PROXY: proxy.url });
    expect(tunnels).toBeGreaterThan(0);
    expect(tunnels).toBeLessThan(6);
    expect(new Set(proxy.asked)).toEqual(new Set([new URL(cluster.apiUrl).host]));
    expect(await through({ HTTPS_PROXY: proxy.url, NO_PROXY: '198.18.0.0/15' })).toBe(0);
    proxy.stop();
  });

  it('asks twice for the end of a namespace, and then finds it gone', async () => {
    const { name } = await testNamespace(kube, 'ending');
    const ref = { apiVersion: 'v1', kind: 'Namespace', name };
    const uid = (await read(kube, ref))?.metadata.uid ?? '';
    expect(await remove(kube, ref, { uid })).toBe(true);
    expect(await remove(kube, ref, { uid })).toBe(true);
    await expect.poll(() => remove(kube, ref, { uid }), { timeout: 180_000 }).toBe(false);
  });

  it('lists what an account may not do, with the RBAC that then lets it', async () => {
    const account = { name: 'poor', namespace };
    const empty = rbac('mlflow');
    const poor = await client(await serviceAccountKubeconfig(cluster, account, [empty]));
    const { user } = await identify(poor);
    expect(await missingPermissions(poor, mlflowPermissions, namespace)).toEqual([]);
    const needed = [...evalPermissions, ...ownNamespacePermissions];
    const missing = await missingPermissions(poor, needed, namespace);
    expect(missing).toHaveLength(needed.flatMap(({ verbs }) => verbs).length);

    await expect(list(poor, { apiVersion: 'v1', kind: 'Pod', namespace })).rejects.toMatchObject({
      code: 'missing-permission',
      message: expect.stringContaining('cannot list resource "pods"'),
    });

    const text = explainMissing(missing, user);
    await kubectl(cluster, ['apply', '-f', '-'], text.slice(text.indexOf('apiVersion:')));
    await expect.poll(() => missingPermissions(poor, needed, namespace), { timeout: 60_000 }).toEqual([]);
    await kubectl(cluster, ['delete', 'clusterrole,clusterrolebinding', 'clawbench-k8s-action']);
  });

  it.each([
    ['eval', evalPermissions],
    ['own-namespace', [...evalPermissions, ...ownNamespacePermissions]],
    ['mlflow', mlflowPermissions],
    ['attach-mlflow', mlflowPodPermissions],
  ])('needs no more than manifests/rbac/%s.yaml gives', async (name, permissions) => {
    const kubeconfig = await serviceAccountKubeconfig(cluster, { name: `rights-${name}`, namespace }, [
      rbac(name),
    ]);
    expect(await missingPermissions(await client(kubeconfig), permissions, namespace)).toEqual([]);
  });
});
