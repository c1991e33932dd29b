import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { api } from './api.ts';
import type { Cluster } from './cluster.ts';
import { compiled, goBuild, moduleFiles } from './go-program.ts';
import { adminToken } from './kubeconfig.ts';
import { kubectl } from './kubectl.ts';
import { kueueObjects, kueuePorts, queueingLabel } from './kueue-objects.ts';
import { authorityOf, createServingCertificate } from './pki.ts';
import { kill, readRecord, run, start, waitFor } from './processes.ts';

type Log = (line: string) => void;

/** The Go module that says which Kueue is built; it shares the libraries of Kubernetes, and so their compile. */
const kueueModule = join(import.meta.dirname, 'kueue');
const PACKAGE = 'sigs.k8s.io/kueue';

/**
 * Starts the real Kueue beside the control plane, with its webhooks and the API that tells positions. It manages every Job
 * of the namespaces labelled `queueingLabel`, also without a queue, and none of others. One at a time on a machine: the
 * port of its API is fixed.
 * @returns a function that ends it and removes all that it brought, with the queues and Workloads
 */
export async function startKueue(cluster: Cluster, log: Log): Promise<() => Promise<void>> {
  const manager = await buildKueue(log);
  const objects = kueueObjects(cluster, await sourceOf(), readFileSync(authorityOf(cluster).certificate));
  const end = async (): Promise<void> => {
    const names = objects
      .filter(({ metadata }) => metadata.namespace === undefined)
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
      .toReversed();
    await kubectl(cluster, ['delete', '--ignore-not-found', '--timeout=60s', ...names]);
    await stop(cluster);
  };
  await stop(cluster); // of a test that was ended by force
  try {
    await launch(cluster, manager, objects);
  } catch (error) {
    await end().catch((reason: unknown) => log(`Kueue could not be ended: ${String(reason)}`));
    throw error;
  }
  return async () => {
    // They have finalizers that only Kueue takes away.
    for (const kinds of ['localqueues,workloads -A', 'clusterqueues', 'resourceflavors'])
      await kubectl(cluster, ['delete', ...kinds.split(' '), '--all', '--timeout=60s']);
    await end();
  };
}

async function stop(cluster: Cluster): Promise<void> {
  const record = readRecord(cluster, 'kueue');
  if (record !== undefined) await kill(cluster, [record]);
  rmSync(rootOf(cluster), { recursive: true, force: true });
}

async function launch(
  cluster: Cluster,
  manager: string,
  objects: ReturnType<typeof kueueObjects>,
): Promise<void> {
  const apply = async (kinds: RegExp): Promise<void> => {
    const some = objects.filter(({ kind }) => kinds.test(kind)).map((object) => JSON.stringify(object));
    await kubectl(cluster, ['apply', '--server-side', '-f', '-'], some.join('\n---\n'));
  };
  await apply(/^(Namespace|Service|CustomResourceDefinition)$/);
  await waitFor("Kueue's definitions", () => areEstablished(cluster, objects), { timeoutMs: 60_000 });
  const root = await makeRoot(cluster, manager);
  const record = start(cluster, 'kueue', [
    'env',
    `KUBERNETES_SERVICE_HOST=${cluster.address}`,
    'KUBERNETES_SERVICE_PORT=6443',
    'chroot',
    root,
    '/manager',
    '--config=/config.yaml',
  ]);
  const health = `http://${cluster.address}:${kueuePorts.health}/readyz`;
  const isReady = async (): Promise<boolean> => (await fetch(health).catch(() => undefined))?.ok ?? false;
  await waitFor('Kueue', isReady, { timeoutMs: 120_000, intervalMs: 200, record });
  await apply(/WebhookConfiguration$|^APIService$/);
  const positions = '/apis/visibility.kueue.x-k8s.io/v1beta2';
  const answers = async (): Promise<boolean> => (await api(cluster, positions)).status === 200;
  await waitFor("Kueue's API", answers, { timeoutMs: 60_000, intervalMs: 200, record });
}

async function areEstablished(cluster: Cluster, objects: ReturnType<typeof kueueObjects>): Promise<boolean> {
  interface Definition {
    metadata: { name: string };
    status?: { conditions?: { type: string; status: string }[] };
  }
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const { items } = (await api<{ items: Definition[] }>(cluster, path)).json();
  const ready = items.filter(({ status }) =>
    status?.conditions?.some(({ type, status: is }) => type === 'Established' && is === 'True'),
  );
  const wanted = objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
  return wanted.every(({ metadata }) => ready.some((crd) => crd.metadata.name === metadata.name));
}

/** What the filesystem of its pod holds, for a static program that knows its paths. */
async function makeRoot(cluster: Cluster, manager: string): Promise<string> {
  const root = rootOf(cluster);
  const { certificate, key } = await createServingCertificate(cluster, 'kueue');
  for (const directory of ['visibility', 'webhook', 'etc/kueue/metrics/certs', 'tmp']) {
    mkdirSync(join(root, directory), { recursive: true });
    copyFileSync(certificate, join(root, directory, 'tls.crt'));
    copyFileSync(key, join(root, directory, 'tls.key'));
  }
  copyFileSync(manager, join(root, 'manager'));
  const account = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
  mkdirSync(account, { recursive: true });
  copyFileSync(authorityOf(cluster).certificate, join(account, 'ca.crt'));
  writeFileSync(join(account, 'token'), adminToken(cluster));
  const { address } = cluster;
  writeFileSync(
    join(root, 'config.yaml'),
    dump({
      apiVersion: 'config.kueue.x-k8s.io/v1beta2',
      kind: 'Configuration',
      health: { healthProbeBindAddress: `${address}:${kueuePorts.health}` },
      metrics: { bindAddress: '0' },
      webhook: { host: address, port: kueuePorts.webhooks, certDir: '/webhook' },
      leaderElection: { leaderElect: false },
      internalCertManagement: { enable: false },
      manageJobsWithoutQueueName: true,
      managedJobsNamespaceSelector: { matchLabels: queueingLabel },
      integrations: { frameworks: ['batch/job'] },
    }),
  );
  return root;
}

function rootOf(cluster: Cluster): string {
  return join(cluster.directory, 'kueue');
}

/** Path of Kueue's manager; it is about 90 MB. */
export async function buildKueue(log: Log): Promise<string> {
  const program = {
    name: 'kueue',
    files: moduleFiles(kueueModule),
    notice: 'Compiling Kueue (2 to 3 minutes on two cores after Kubernetes, once) …',
    async compile(directory: string) {
      await goBuild(directory, '-ldflags', '-s -w', '-o', 'kueue', `${PACKAGE}/cmd/kueue`);
      return join(directory, 'kueue');
    },
  };
  return await compiled(program, log);
}

/** The directory of its source, which has its manifests. */
async function sourceOf(): Promise<string> {
  const options = { cwd: kueueModule, env: process.env, timeoutMs: 10 * 60_000 };
  const { Dir }: { Dir: string } = JSON.parse(
    await run('go', ['mod', 'download', '-json', PACKAGE], options),
  );
  return Dir;
}
