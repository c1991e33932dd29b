import { mkdir } from 'node:fs/promises';
import { messageOf } from '../base/errors.ts';
import path from 'node:path';
import { copyWithoutSecrets } from '../artifact/write.ts';
import { isRemoved } from './cleanup.ts';
import { type KindSettings, kindName } from '../cluster/kind.ts';
import { deleteKind, type KindCluster, openKind } from '../cluster/kind-cluster.ts';
import type { KubeconfigText } from '../cluster/kubeconfig-context.ts';
import type { Clock, MaskingLog } from '../base/ports.ts';
import type { WorkflowContext } from '../base/workflow-context.ts';
import type { Inputs } from '../inputs/types.ts';
import type { Outcome } from './outcome.ts';

export interface OwnKindDeps {
  log: MaskingLog;
  clock: Clock;
  signal: AbortSignal;
  env: Readonly<Record<string, string | undefined>>;
  workflow: WorkflowContext | null;
  directory: string;
  /** Keeps the name for the post step; called before anything is made. */
  saveKind: (name: string) => void;
  /** Takes care of the logs of nodes when there is no result they could go with. */
  keepNodeLogs: (logs: { directory: string; files: string[] }) => Promise<void>;
}

/** The cluster that was made, for the eval in it. */
export interface OwnKind {
  kubeconfig: KubeconfigText;
  /** The directory with the logs of its nodes, secrets and all; undefined if they can not be had. */
  nodeLogs(): Promise<string | undefined>;
}

/** The inputs of `cluster: kind`. */
export function kindSettings(inputs: Inputs): KindSettings {
  return {
    version: inputs.kindVersion,
    nodeImage: inputs.kindNodeImage,
    config: inputs.kindConfig,
    waitMs: inputs.kindWaitMs,
    loadImages: inputs.loadImages ?? [],
  };
}

/**
 * Makes a cluster by kind, has the eval run in it, and deletes it. A cancelled step leaves the deletion to the post
 * step, which has the time for it; a command line has none and waits.
 * @param instance of the eval, which tells its cluster from all others
 * @throws ActionError kind-failed, and whatever the eval throws
 */
export async function withOwnKind(
  inputs: Inputs,
  instance: string,
  deps: OwnKindDeps,
  work: (kind: OwnKind) => Promise<Outcome>,
): Promise<Outcome> {
  const { log, signal } = deps;
  const settings = kindSettings(inputs);
  const kind = await openKind(kindName(deps.workflow, instance), settings, deps.directory, deps);
  const nodeLogs = async (): Promise<string | undefined> =>
    inputs.artifactContent === 'full' && !signal.aborted ? await exported(kind, deps) : undefined;
  deps.saveKind(kind.name);
  let passed = false;
  try {
    log.status?.({ text: 'Making a cluster by kind' });
    const outcome = await work({ kubeconfig: await kind.create(), nodeLogs });
    passed = outcome.verdict.verdict === 'pass';
    return outcome;
  } catch (error) {
    const logs = await nodeLogs();
    if (logs !== undefined) {
      const directory = path.join(deps.directory, 'node-logs');
      await mkdir(directory, { recursive: true });
      const files = await copyWithoutSecrets(logs, directory, log.secrets);
      await deps.keepNodeLogs({ directory, files: files.map((file) => file.path) });
    }
    throw error;
  } finally {
    if (!isRemoved(inputs, { passed, cancelled: signal.aborted }))
      log.info(`The kind cluster is kept: kind delete cluster --name ${kind.name} deletes it.`);
    else if (!signal.aborted || deps.workflow === null) await removeOwnKind(kind.name, inputs, deps);
  }
}

async function exported(kind: KindCluster, { log, directory }: OwnKindDeps): Promise<string | undefined> {
  const target = path.join(directory, 'kind-logs');
  try {
    await kind.exportLogs(target);
    return target;
  } catch (error) {
    // Often no node came to be; what went wrong is told already.
    log.info(`The logs of the nodes can not be had: ${messageOf(error)}`);
    return undefined;
  }
}

/** Deletes a cluster of ours. That it can not be deleted is a warning: it must not hide what the eval came to. */
export async function removeOwnKind(
  name: string,
  inputs: Inputs,
  deps: Pick<OwnKindDeps, 'log' | 'clock' | 'env'>,
): Promise<void> {
  try {
    await deleteKind(name, inputs.kindVersion, { ...deps, signal: new AbortController().signal });
  } catch (error) {
    const words = messageOf(error);
    deps.log.warning('Clean-up', `${words}\nDelete it by: kind delete cluster --name ${name}`);
  }
}
