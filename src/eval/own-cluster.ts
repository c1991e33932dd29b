import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { copyWithoutSecrets } from '../artifact/write.ts';
import { messageOf } from '../base/errors.ts';
import { isKindName, kindName, type KindSettings } from '../cluster/kind.ts';
import { type KindCluster, openKind } from '../cluster/kind-cluster.ts';
import { deleteKind, type Deletion } from '../cluster/kind-delete.ts';
import { isRemoved } from '../plan/terms.ts';
import type { ClusterRequest, EvalCluster } from './cluster.ts';
import { connectBy } from './connect.ts';
import type { EvalHost } from './host.ts';
import type { Outcome } from './outcome.ts';

/**
 * Has kind make a cluster for one evaluation. Everything in it goes with the cluster, so only the cluster is removed at
 * the end. A cancelled workflow step leaves that to the post step, which has the time; the command line has no post step.
 * @throws ActionError kind-failed; then no cluster is left, unless `cleanup` keeps it
 */
export async function makeCluster(
  { names, terms }: ClusterRequest,
  settings: KindSettings,
  host: EvalHost,
): Promise<EvalCluster> {
  const { log, signal } = host;
  const kind = await openKind(kindName(host.workflow, names.instance), settings, host.directory, host);
  let outcome: Outcome | null = null;
  let isComplete = false;
  const nodeLogs = async (): Promise<string | undefined> =>
    terms.artifact.content === 'full' && !signal.aborted ? await exportLogs(kind, host) : undefined;
  host.saveKind(kind.name);

  async function giveUp(): Promise<void> {
    // An outcome has the logs in its artifact already.
    if (outcome === null) await keepNodeLogs(await nodeLogs(), names.leg, host);
    const passed = outcome?.verdict.verdict === 'pass';
    if (!isRemoved(terms.cleanup, { passed, cancelled: signal.aborted })) {
      host.keep();
      log.info(`The kind cluster is kept: kind delete cluster --name ${kind.name} deletes it.`);
    } else if (!signal.aborted || host.workflow === null) {
      const deletion = { name: kind.name, version: settings.version, isComplete };
      if (await removeKind(deletion, host)) host.saveKind(null);
    }
    await kind[Symbol.asyncDispose]();
  }

  try {
    log.status?.({ text: 'Making a cluster by kind' });
    const kubeconfig = await kind.create();
    isComplete = true;
    log.status?.({ text: 'Checking the cluster' });
    const kube = await connectBy([kubeconfig], null, host);
    return {
      kube,
      nodeLogs,
      removeAtEnd: () => undefined,
      settle: (settled) => (outcome = settled),
      leaveRunning: () => undefined,
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

async function exportLogs(kind: KindCluster, { log, directory }: EvalHost): Promise<string | undefined> {
  const target = path.join(directory, 'kind-logs');
  try {
    return (await kind.exportLogs(target)) ? target : undefined;
  } catch (error) {
    log.info(`The logs of the nodes could not be saved: ${messageOf(error)}`);
    return undefined;
  }
}

/** A failure is only a warning: it must not hide why there is no outcome. */
async function keepNodeLogs(logs: string | undefined, leg: string, host: EvalHost): Promise<void> {
  if (logs === undefined) return;
  try {
    const directory = path.join(host.directory, 'node-logs');
    await mkdir(directory, { recursive: true });
    const { files, leftOut } = await copyWithoutSecrets(logs, directory, host.log.secrets);
    for (const problem of leftOut) host.log.info(problem);
    await host.keepNodeLogs({ directory, files: files.map((file) => file.path) }, leg);
  } catch (error) {
    host.log.warning('Logs of the nodes', messageOf(error));
  }
}

/**
 * Deletes a cluster that kind made. A failure is only a warning: it must not hide the outcome of the evaluation.
 * @returns whether it is gone
 */
export async function removeKind(
  deletion: Deletion,
  host: Pick<EvalHost, 'log' | 'clock' | 'env'>,
): Promise<boolean> {
  try {
    await deleteKind(deletion, { ...host, signal: new AbortController().signal });
    return true;
  } catch (error) {
    const { name } = deletion;
    // A damaged name is no advice to give.
    const advice = isKindName(name) ? `\nDelete it by: kind delete cluster --name ${name}` : '';
    host.log.warning('Clean-up', `${messageOf(error)}${advice}`);
    return false;
  }
}
