import { messageOf } from '../base/errors.ts';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { copyWithoutSecrets } from '../artifact/write.ts';
import type { ClusterAccess } from '../cluster/choose.ts';
import { kindName, type KindSettings } from '../cluster/kind.ts';
import { deleteKind, type KindCluster, openKind } from '../cluster/kind-cluster.ts';
import type { Kube } from '../kube/client.ts';
import type { ClusterPlan } from '../plan/cluster.ts';
import { type Cleanup, isRemoved } from '../plan/terms.ts';
import { connectBy, connectTo } from './connect.ts';
import { type Ending, hasPassed } from './ending.ts';
import type { EvalHost } from './host.ts';

/** The cluster of one evaluation; given up at its end. */
export interface EvalCluster extends AsyncDisposable {
  kube: Kube;
  /** Whether the cluster was made for the evaluation: then everything in it goes with it. */
  isOwn: boolean;
  /** The directory with the logs of its nodes, secrets and all; undefined if there are none to have. */
  nodeLogs: () => Promise<string | undefined>;
}

/** What is asked for. */
export interface ClusterWish {
  cluster: ClusterPlan;
  identity: { instance: string; leg: string };
  terms: { cleanup: Cleanup; artifact: { content: 'full' | 'scores' } };
}

/**
 * Gets the cluster for an evaluation: an existing one is connected to, an own one is made by kind and deleted at the end.
 * A cancelled step leaves the deletion to the post step, which has the time for it; a command line has none, and waits.
 * @throws ActionError no-cluster, bad-kubeconfig, kind-failed
 */
export async function openCluster(wish: ClusterWish, ending: Ending, host: EvalHost): Promise<EvalCluster> {
  const { cluster } = wish;
  return cluster.kind === 'own'
    ? await makeCluster(wish, cluster.settings, ending, host)
    : await joinCluster(cluster.access, host);
}

/** Connects to an existing cluster. @throws ActionError no-cluster, bad-kubeconfig */
export async function joinCluster(access: ClusterAccess, host: EvalHost): Promise<EvalCluster> {
  host.log.status?.({ text: 'Checking the cluster' });
  const kube = await connectTo(access, host);
  return {
    kube,
    isOwn: false,
    nodeLogs: () => Promise.resolve(undefined),
    [Symbol.asyncDispose]: () => kube.close(),
  };
}

async function makeCluster(
  { identity, terms }: ClusterWish,
  settings: KindSettings,
  ending: Ending,
  host: EvalHost,
): Promise<EvalCluster> {
  const { log, signal } = host;
  const kind = await openKind(kindName(host.workflow, identity.instance), settings, host.directory, host);
  const nodeLogs = async (): Promise<string | undefined> =>
    terms.artifact.content === 'full' && !signal.aborted ? await exported(kind, host) : undefined;
  host.saveKind(kind.name);

  async function giveUp(): Promise<void> {
    // A result takes the logs into its artifact.
    if (ending.outcome === null) await keepNodeLogs(await nodeLogs(), identity.leg, host);
    if (!isRemoved(terms.cleanup, { passed: hasPassed(ending), cancelled: signal.aborted })) {
      host.keep();
      log.info(`The kind cluster is kept: kind delete cluster --name ${kind.name} deletes it.`);
    } else if (!signal.aborted || host.workflow === null) await removeKind(kind.name, settings.version, host);
  }

  try {
    log.status?.({ text: 'Making a cluster by kind' });
    const kubeconfig = await kind.create();
    log.status?.({ text: 'Checking the cluster' });
    const kube = await connectBy([kubeconfig], null, host);
    return {
      kube,
      isOwn: true,
      nodeLogs,
      async [Symbol.asyncDispose]() {
        await kube.close();
        await giveUp();
      },
    };
  } catch (error) {
    await giveUp();
    throw error;
  }
}

async function exported(kind: KindCluster, { log, directory }: EvalHost): Promise<string | undefined> {
  const target = path.join(directory, 'kind-logs');
  try {
    await kind.exportLogs(target);
    return target;
  } catch (error) {
    // Often no node was made at all; what went wrong was reported already.
    log.info(`The logs of the nodes cannot be had: ${messageOf(error)}`);
    return undefined;
  }
}

async function keepNodeLogs(logs: string | undefined, leg: string, host: EvalHost): Promise<void> {
  if (logs === undefined) return;
  const directory = path.join(host.directory, 'node-logs');
  await mkdir(directory, { recursive: true });
  const files = await copyWithoutSecrets(logs, directory, host.log.secrets);
  await host.keepNodeLogs({ directory, files: files.map((file) => file.path) }, leg);
}

/** Deletes a cluster of ours. If that fails it is a warning: it must not hide what the evaluation came to. */
export async function removeKind(
  name: string,
  version: string | null,
  host: Pick<EvalHost, 'log' | 'clock' | 'env'>,
): Promise<void> {
  try {
    await deleteKind(name, version, { ...host, signal: new AbortController().signal });
  } catch (error) {
    host.log.warning('Clean-up', `${messageOf(error)}\nDelete it by: kind delete cluster --name ${name}`);
  }
}
