import { mkdirSync, rmSync } from 'node:fs';
import { api } from './api.ts';
import { buildKube } from './build.ts';
import { busyboxReference } from './busybox-image.ts';
import { nodeAt, type Cluster, type Node } from './cluster.ts';
import { missingComponents, startControlPlane, waitForApiServer } from './control-plane.ts';
import { stopEverything } from './down.ts';
import { prepareStore, provideImages } from './images.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { kubectl } from './kubectl.ts';
import { withLock } from './lock.ts';
import { deployModelServer, modelServerRuns } from './model-server.ts';
import { createNetwork } from './network.ts';
import { bootNode, isNodeReady, nodeInit, nodesOf, waitForNode } from './node.ts';
import { createAuthority } from './pki.ts';
import { waitFor } from './processes.ts';
import { installPackages, requireAll } from './requirements.ts';
import { recordVersion, versionFor } from './version.ts';

export interface UpOptions {
  /** The minimum number of nodes; missing ones are added to a running cluster. */
  nodes: number;
  /** Version of Kubernetes; by default what runs, else that of the Go module. */
  kubernetes?: string | undefined;
  /** Whether the scripted model server is to run; building its image takes a minute, once. */
  modelServer: boolean;
  log: (line: string) => void;
}

/**
 * Brings the cluster up and returns when it works: nodes Ready, a pod ran and resolved a name, the model server
 * answers. On a healthy cluster it only checks; processes that ended are restarted; after a crash of etcd or of the
 * machine, everything left over is removed first.
 * @returns whether the cluster was healthy already
 * @throws MissingRequirement before anything is started; Error when another version runs, or with the end of the
 *   log of what failed
 */
export async function up(cluster: Cluster, options: UpOptions): Promise<boolean> {
  await requireAll();
  const { nodes, modelServer, log } = options;
  const version = versionFor(cluster, options.kubernetes);
  if (await isUp(cluster, nodes, modelServer)) return true;
  await installPackages(log);
  const kube = await buildKube(log, version);
  // Before nodes start from the image store.
  const [model] = modelServer ? await provideImages(cluster, ['model'], log) : [];
  const wanted = Array.from({ length: nodes }, (_, index) => nodeAt(cluster, index + 1));
  await withLock(`cluster ${cluster.index}`, log, async () => {
    versionFor(cluster, version); // another process may have started another version meanwhile
    await ensureControlPlane(cluster, version, kube, log);
    await bootNodes(cluster, wanted, kube, log);
  });
  if (model !== undefined) await deployModelServer(cluster, model, log);
  return false;
}

/** True if the control plane is up, and this many nodes are Ready. */
async function isUp(cluster: Cluster, nodes: number, modelServer: boolean): Promise<boolean> {
  if (missingComponents(cluster).length > 0 || !(await answers(cluster))) return false;
  const known = nodesOf(cluster);
  if (known.length < nodes || known.some((node) => nodeInit(cluster, node) === undefined)) return false;
  const ready = await Promise.all(known.map((node) => isNodeReady(cluster, node)));
  return ready.every((state) => state === true) && (!modelServer || (await modelServerRuns(cluster)));
}

/** Whether the API server answers in time; on a busy machine it may be slow, and must not be killed for it. */
async function answers(cluster: Cluster): Promise<boolean> {
  try {
    await waitForApiServer(cluster, 30_000);
    return true;
  } catch {
    return false;
  }
}

/** While etcd lives, other processes that ended are restarted and no object is lost; otherwise all starts from nothing. */
async function ensureControlPlane(
  cluster: Cluster,
  version: string,
  kube: string,
  log: UpOptions['log'],
): Promise<void> {
  const missing = missingComponents(cluster);
  if (!missing.includes('etcd')) {
    if (missing.length > 0) log(`Starting ${missing.join(', ')} again …`);
    try {
      await startControlPlane(cluster, kube);
      await waitForApiServer(cluster, 30_000);
      return;
    } catch (error) {
      log(`It cannot be repaired: ${String(error)}`);
    }
  }
  log(`Starting the control plane of Kubernetes ${version} …`);
  await stopEverything(cluster);
  rmSync(cluster.logs, { recursive: true, force: true });
  for (const directory of [cluster.logs, cluster.store, cluster.volumes]) {
    mkdirSync(directory, { recursive: true });
  }
  recordVersion(cluster, version);
  try {
    await createNetwork(cluster);
    const token = await createAuthority(cluster);
    writeKubeconfig(cluster, cluster.kubeconfig, { name: 'admin', user: { token } });
    const started = await Promise.allSettled([startControlPlane(cluster, kube), prepareStore(cluster)]);
    for (const part of started) if (part.status === 'rejected') throw part.reason;
    await kubectl(cluster, ['apply', '-f', '-'], JSON.stringify(storageClass));
  } catch (error) {
    await stopEverything(cluster); // half a cluster is of no use; the logs stay
    throw error;
  }
}

async function bootNodes(
  cluster: Cluster,
  wanted: readonly Node[],
  kube: string,
  log: UpOptions['log'],
): Promise<void> {
  const missing = [...wanted, ...nodesOf(cluster).slice(wanted.length)].filter(
    (node) => nodeInit(cluster, node) === undefined,
  );
  const bootedAt = new Date();
  for (const node of missing) {
    log(`Starting ${node.name} …`);
    await bootNode(cluster, node, kube, busyboxReference());
  }
  for (const node of nodesOf(cluster)) {
    const isNew = missing.some(({ name }) => name === node.name);
    await waitForNode(cluster, node, isNew ? bootedAt : new Date(0));
    if (!isNew) continue;
    log(`${node.name} is Ready.`);
    await checkNode(cluster, node);
  }
}

/** Runs a pod on the node that resolves a name: containers, network, Services' DNS and logs work. */
async function checkNode(cluster: Cluster, node: Node): Promise<void> {
  const name = `check-${node.name}`;
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      nodeName: node.name,
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'check',
          image: busyboxReference(),
          command: ['nslookup', 'kubernetes.default.svc.cluster.local'],
        },
      ],
    },
  };
  const path = '/api/v1/namespaces/kube-system/pods';
  const remove = (): Promise<unknown> => api(cluster, `${path}/${name}`, { method: 'DELETE' });
  // Refused until the controllers have made the namespace's ServiceAccount.
  const created = async (): Promise<boolean> =>
    (await api(cluster, path, { method: 'POST', body: pod })).status === 201;
  const succeeded = async (): Promise<boolean> => {
    const response = await api<{ status: { phase?: string } }>(cluster, `${path}/${name}`);
    const { phase } = response.json().status;
    if (phase === 'Failed') {
      const { text } = await api(cluster, `${path}/${name}/log`);
      throw new Error(`The first pod on ${node.name} failed: ${text}`);
    }
    return phase === 'Succeeded';
  };
  const log = `${node.logs}/kubelet.log`;
  await waitFor(`a pod to be accepted on ${node.name}`, created, {
    timeoutMs: 120_000,
    intervalMs: 200,
    log,
  });
  try {
    await waitFor(`the first pod on ${node.name}`, succeeded, { timeoutMs: 180_000, intervalMs: 200, log });
  } finally {
    await remove();
  }
}

/** Binds when the first pod is scheduled, as the defaults of the clouds do. */
const storageClass = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: {
    name: 'directory',
    annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
  },
  provisioner: 'clawbench.dev/directory',
  reclaimPolicy: 'Delete',
  volumeBindingMode: 'WaitForFirstConsumer',
};
