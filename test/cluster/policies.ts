import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, Node } from './cluster.ts';
import { compiled, goBuild, moduleFiles } from './go-program.ts';
import { adminToken } from './kubeconfig.ts';
import { nodeInit, nodesOf } from './node.ts';
import { authorityOf } from './pki.ts';
import { kill, readRecord, run, start, tryRun, waitFor } from './processes.ts';

type Log = (line: string) => void;

/** The Go module that says which version is built; it shares the libraries of Kubernetes, and so their compile. */
const policiesModule = join(import.meta.dirname, 'policies');
const PACKAGE = 'sigs.k8s.io/kube-network-policies';

/** Its own number; the program listens to it, and the rule sends packets to it. */
const QUEUE = '100';

/**
 * Has NetworkPolicies enforced on all nodes that run, by kube-network-policies. It judges the first packet of each connection that is
 * forwarded on a node; without it packets pass, as before.
 * @returns a function that ends it
 */
export async function startPolicies(cluster: Cluster, log: Log): Promise<() => Promise<void>> {
  const program = await buildPolicies(log);
  const nodes = nodesOf(cluster).filter((node) => nodeInit(cluster, node) !== undefined);
  const end = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => stop(cluster, node)));
  };
  await end(); // of a test that was ended by force
  try {
    await Promise.all(nodes.map((node) => launch(cluster, node, program)));
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

async function launch(cluster: Cluster, node: Node, program: string): Promise<void> {
  const name = nameOn(node);
  const root = makeRoot(cluster, node, program);
  const record = start(cluster, name, [
    'env',
    `KUBERNETES_SERVICE_HOST=${cluster.address}`,
    'KUBERNETES_SERVICE_PORT=6443',
    ...inside(cluster, node),
    'chroot',
    root,
    '/policies',
    `--hostname-override=${node.name}`,
    `--nfqueue-id=${QUEUE}`,
    '--metrics-bind-address=127.0.0.1:9080',
  ]);
  // Its own rules need a kernel with nft_queue; these do the same with less.
  await iptables(cluster, node, '-N', CHAIN);
  for (const rule of rules) await iptables(cluster, node, '-A', CHAIN, ...rule.split(' '));
  await iptables(cluster, node, '-I', 'POSTROUTING', '-j', CHAIN);
  const queues = [...inside(cluster, node), 'cat', '/proc/net/netfilter/nfnetlink_queue'];
  const listens = async (): Promise<boolean> => {
    const { stdout } = await tryRun(queues[0]!, queues.slice(1));
    return stdout.split('\n').some((line) => line.trim().startsWith(`${QUEUE} `));
  };
  await waitFor(`the network policies of ${node.name}`, listens, {
    timeoutMs: 60_000,
    intervalMs: 100,
    record,
  });
}

const CHAIN = 'CLAWBENCH-POLICIES';

/** What processes of the node send is never judged, as probes of the kubelet; `--queue-bypass` lets packets pass if nobody listens. */
const rules = [
  '-m owner --uid-owner 0 -j RETURN',
  '-m conntrack --ctstate ESTABLISHED,RELATED -j RETURN',
  `-j NFQUEUE --queue-num ${QUEUE} --queue-bypass`,
];

async function stop(cluster: Cluster, node: Node): Promise<void> {
  if (nodeInit(cluster, node) !== undefined) {
    for (const args of [
      ['-D', 'POSTROUTING', '-j', CHAIN],
      ['-F', CHAIN],
      ['-X', CHAIN],
    ])
      await tryRun('nsenter', [...inside(cluster, node).slice(1), 'iptables', '-w', '-t', 'mangle', ...args]);
  }
  const record = readRecord(cluster, nameOn(node));
  if (record !== undefined) await kill(cluster, [record]);
  rmSync(rootOf(cluster, node), { recursive: true, force: true });
}

async function iptables(cluster: Cluster, node: Node, ...args: string[]): Promise<void> {
  const [command = '', ...before] = inside(cluster, node);
  await run(command, [...before, 'iptables', '-w', '-t', 'mangle', ...args]);
}

/** Begins a command in the network of a node. */
function inside(cluster: Cluster, node: Node): string[] {
  return ['nsenter', '-t', String(nodeInit(cluster, node)?.pid), '-n'];
}

/** What the filesystem of its pod holds, for a static program that knows its paths. */
function makeRoot(cluster: Cluster, node: Node, program: string): string {
  const root = rootOf(cluster, node);
  const account = join(root, 'var/run/secrets/kubernetes.io/serviceaccount');
  mkdirSync(account, { recursive: true });
  copyFileSync(authorityOf(cluster).certificate, join(account, 'ca.crt'));
  writeFileSync(join(account, 'token'), adminToken(cluster));
  copyFileSync(program, join(root, 'policies'));
  return root;
}

function rootOf(cluster: Cluster, node: Node): string {
  return join(cluster.directory, nameOn(node));
}

function nameOn(node: Node): string {
  return `policies-${node.name}`;
}

/** Path of the program; it is about 40 MB. */
export async function buildPolicies(log: Log): Promise<string> {
  return await compiled(
    {
      name: 'policies',
      files: moduleFiles(policiesModule),
      notice: 'Compiling kube-network-policies (half a minute on two cores after Kubernetes, once) …',
      async compile(directory: string) {
        await goBuild(directory, '-ldflags', '-s -w', '-o', 'policies', `${PACKAGE}/cmd`);
        return join(directory, 'policies');
      },
    },
    log,
  );
}
