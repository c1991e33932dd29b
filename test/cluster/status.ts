import { isReady } from './api.ts';
import type { Cluster } from './cluster.ts';
import { controlPlaneComponents } from './control-plane.ts';
import { leftovers } from './down.ts';
import { isNodeReady, nodeInit, nodesOf } from './node.ts';
import { isAlive, readRecord } from './processes.ts';
import { runningVersion } from './version.ts';

export interface ClusterStatus {
  /** `broken`: something runs or was left, but not all that should. */
  state: 'running' | 'stopped' | 'broken';
  /** Version of Kubernetes that runs. */
  kubernetes: string | null;
  kubeconfig: string;
  apiServerReady: boolean;
  components: { name: string; pid: number | null }[];
  nodes: { name: string; pid: number | null; ready: boolean }[];
}

export async function clusterStatus(cluster: Cluster): Promise<ClusterStatus> {
  const components = controlPlaneComponents.map((name) => {
    const record = readRecord(cluster, name);
    return { name, pid: isAlive(record) ? record.pid : null };
  });
  const apiServerReady = components.some(({ pid }) => pid !== null) && (await isReady(cluster));
  const nodes = await Promise.all(
    nodesOf(cluster).map(async (node) => ({
      name: node.name,
      pid: nodeInit(cluster, node)?.pid ?? null,
      ready: apiServerReady && (await isNodeReady(cluster, node)) === true,
    })),
  );
  const complete =
    apiServerReady &&
    nodes.length > 0 &&
    nodes.every(({ pid, ready }) => pid !== null && ready) &&
    components.every(({ pid }) => pid !== null);
  const stopped = !complete && (await leftovers(cluster)).length === 0;
  const state = complete ? 'running' : stopped ? 'stopped' : 'broken';
  const kubernetes = runningVersion(cluster) ?? null;
  return { state, kubernetes, kubeconfig: cluster.kubeconfig, apiServerReady, components, nodes };
}

/** The status as lines for people. */
export function describeStatus({ state, kubernetes, kubeconfig, components, nodes }: ClusterStatus): string {
  if (state === 'stopped') return 'stopped';
  return [
    state,
    `  kubernetes   ${kubernetes ?? 'none runs'}`,
    `  kubeconfig   ${kubeconfig}`,
    ...components.map(({ name, pid }) => `  ${name.padEnd(12)} ${pid === null ? 'ended' : `pid ${pid}`}`),
    ...nodes.map(
      ({ name, pid, ready }) =>
        `  ${name.padEnd(12)} ${pid === null ? 'ended' : `pid ${pid}`}, ${ready ? 'Ready' : 'not Ready'}`,
    ),
  ].join('\n');
}
