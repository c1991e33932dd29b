import { existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { api } from './api.ts';
import { createCgroup, removeCgroup } from './cgroups.ts';
import type { Cluster, Node } from './cluster.ts';
import { nodeAt } from './cluster.ts';
import { cloneStore } from './image-store.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { connectNode, disconnectNode } from './network.ts';
import { createNodeCertificate } from './pki.ts';
import {
  identify,
  isAlive,
  kill,
  listDirectory,
  readRecord,
  signal,
  start,
  waitFor,
  writeRecord,
  type ProcessRecord,
} from './processes.ts';

interface NodeObject {
  status: { conditions: { type: string; status: string; lastHeartbeatTime: string }[] };
}

/** Options of unshare: the child is PID 1 of namespaces of its own and dies with unshare. */
const namespaces = '--mount --propagation private --net --pid --fork --kill-child=SIGKILL --mount-proc'.split(
  ' ',
);

/** The nodes this cluster was given, running or not, in order. */
export function nodesOf(cluster: Cluster): Node[] {
  return listDirectory(join(cluster.directory, 'nodes'))
    .map((name) => nodeAt(cluster, Number(name.replace('node-', ''))))
    .toSorted((a, b) => a.number - b.number);
}

/** PID 1 of the node; undefined while it does not run. */
export function nodeInit(cluster: Cluster, node: Node): ProcessRecord | undefined {
  const record = readRecord(cluster, node.name);
  return isAlive(record) ? record : undefined;
}

/**
 * Boots a node and returns before it is Ready. A new node gets the images of the store; one that was stopped or
 * killed comes back with the disk it had, as after a power cut.
 * @param pauseImage  reference of the image of every pod's sandbox
 */
export async function bootNode(
  cluster: Cluster,
  node: Node,
  kube: string,
  pauseImage: string,
): Promise<void> {
  if (nodeInit(cluster, node) !== undefined) return;
  await removeDeadNode(cluster, node);
  mkdirSync(node.logs, { recursive: true });
  if (!existsSync(node.directory)) {
    mkdirSync(node.directory, { recursive: true });
    cloneStore(cluster, node);
    await configure(cluster, node, pauseImage);
  }
  createCgroup(node.cgroup); // two kubelets on one `/kubepods` would delete each other's pods
  const holder = start(
    cluster,
    `${node.name}-holder`,
    [
      'unshare',
      ...namespaces,
      'bash',
      join(import.meta.dirname, 'node-init.sh'),
      node.directory,
      node.name,
      node.address,
      kube,
      node.logs,
    ],
    join(node.logs, 'init.log'),
  );
  const init = await findInit(node, holder);
  writeRecord(cluster, init);
  await connectNode(cluster, node, init.pid);
}

/**
 * Waits until the API server has the node as Ready.
 * @param since  what the node said before does not count: a killed node stays Ready for most of a minute
 */
export async function waitForNode(cluster: Cluster, node: Node, since: Date): Promise<void> {
  const record = nodeInit(cluster, node);
  const ready = async (): Promise<boolean> => (await isNodeReady(cluster, node, since)) === true;
  await waitFor(`${node.name} to be Ready`, ready, {
    timeoutMs: 180_000,
    intervalMs: 200,
    ...(record === undefined ? {} : { record: { ...record, log: join(node.logs, 'kubelet.log') } }),
  });
}

/** Whether the API server has the node as Ready; undefined if it does not know the node or does not answer. */
export async function isNodeReady(
  cluster: Cluster,
  node: Node,
  since = new Date(0),
): Promise<boolean | undefined> {
  try {
    const response = await api<NodeObject>(cluster, `/api/v1/nodes/${node.name}`, { timeoutMs: 10_000 });
    if (response.status !== 200) return undefined;
    const ready = response.json().status.conditions.find(({ type }) => type === 'Ready');
    // Kubernetes writes whole seconds.
    const seconds = Math.floor(since.getTime() / 1000) * 1000;
    return ready?.status === 'True' && Date.parse(ready.lastHeartbeatTime) >= seconds;
  } catch {
    return undefined;
  }
}

/** Ends the node: `stop` as a shutdown, in which processes get a SIGTERM first; `kill` as a power cut. */
export async function endNode(cluster: Cluster, node: Node, how: 'stop' | 'kill'): Promise<void> {
  const init = nodeInit(cluster, node);
  if (how === 'stop' && init !== undefined) {
    signal(init, 'SIGTERM');
    await waitFor(`${node.name} to shut down`, () => !isAlive(init), { timeoutMs: 60_000, log: init.log });
  }
  await removeDeadNode(cluster, node);
}

/** Ends what is left of the node, whatever state it is in. Its disk stays. */
export async function removeDeadNode(cluster: Cluster, node: Node): Promise<void> {
  const records = [`${node.name}-holder`, node.name].map((name) => readRecord(cluster, name));
  await kill(
    cluster,
    records.filter((record) => record !== undefined),
  );
  await disconnectNode(node);
  await removeCgroup(node.cgroup);
}

/** unshare's only child is the node's init. Its pid is the host's; inside it is 1. */
async function findInit(node: Node, holder: ProcessRecord): Promise<ProcessRecord> {
  const children = `/proc/${holder.pid}/task/${holder.pid}/children`;
  let found: ProcessRecord | undefined;
  await waitFor(
    `the namespaces of ${node.name}`,
    () => {
      if (!existsSync(children)) return false;
      const pid = Number(readFileSync(children, 'utf8').trim());
      const identity = pid > 0 ? identify(pid) : undefined;
      if (identity === undefined || namespaceOf(pid) === namespaceOf('self')) return false;
      found = { name: node.name, pid, identity, log: holder.log };
      return true;
    },
    { timeoutMs: 60_000, intervalMs: 10, record: holder },
  );
  if (found === undefined) throw new Error(`${node.name} has no init.`);
  return found;
}

function namespaceOf(pid: number | 'self'): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

async function configure(cluster: Cluster, node: Node, pauseImage: string): Promise<void> {
  const { certificate, key } = await createNodeCertificate(cluster, node);
  const kubeconfig = join(node.directory, 'kubeconfig');
  writeKubeconfig(cluster, kubeconfig, {
    name: node.name,
    user: { 'client-certificate': certificate, 'client-key': key },
  });
  const write = (name: string, content: unknown): void =>
    writeFileSync(join(node.directory, name), JSON.stringify(content, null, 2));

  const network = join(node.directory, 'network');
  mkdirSync(network);
  write('network/10-pods.conflist', {
    cniVersion: '0.4.0',
    name: 'pods',
    plugins: [
      {
        type: 'bridge',
        bridge: 'cni0',
        isGateway: true,
        ipMasq: false, // pods have no way out of the machine
        hairpinMode: true,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: node.podRange }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
      { type: 'loopback' },
    ],
  });
  writeFileSync(
    join(node.directory, 'containerd.toml'),
    `version = 2
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage}"
  # Where the machine itself is a container, lowering oom_score_adj is refused and no sandbox would start.
  restrict_oom_score_adj = true
  # Network namespaces of pods vanish with the node, instead of staying mounted in the host's /run/netns.
  netns_mounts_under_state_dir = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${network}"
`,
  );
  writeFileSync(join(node.directory, 'resolv.conf'), `nameserver ${cluster.address}\n`);
  write('kubelet.json', {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: join(cluster.pki, 'ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: certificate,
    tlsPrivateKeyFile: key,
    cgroupDriver: 'cgroupfs', // there may be no systemd
    cgroupRoot: `/${node.cgroup}`,
    clusterDNS: [cluster.address],
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    // A nearly full disk of the developer must not evict pods or delete images.
    evictionHard: { 'memory.available': '100Mi', 'nodefs.available': '1%', 'imagefs.available': '1%' },
    imageGCHighThresholdPercent: 100,
    failSwapOn: false,
    resolvConf: join(node.directory, 'resolv.conf'),
    volumePluginDir: '/var/lib/kubelet/volume-plugins',
  });
  write('proxy.json', {
    apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
    kind: 'KubeProxyConfiguration',
    clientConnection: { kubeconfig: cluster.kubeconfig },
    mode: 'iptables',
    clusterCIDR: cluster.podRange,
    hostnameOverride: node.name,
    conntrack: { maxPerCore: 0 }, // the machine's own limit stays
  });
}
