import type { Leftovers } from '../backends/leftovers.ts';
import { messageOf } from '../base/errors.ts';
import type { ClusterAccess } from '../cluster/choose.ts';
import { type Kube, withSignal } from '../kube/client.ts';
import { type Cleanup, isRemoved } from '../plan/terms.ts';
import { cleanUp } from './cleanup.ts';
import type { EvalCluster } from './cluster.ts';
import { connectTo } from './connect.ts';
import type { EvalHost } from './host.ts';

/** Until our container has left a user's pod, which takes that pod's grace period. */
const LEAVE_MS = 2 * 60_000;

/** Connects to an existing cluster. @throws ActionError no-cluster, bad-kubeconfig */
export async function joinCluster(
  access: ClusterAccess,
  cleanup: Cleanup,
  host: EvalHost,
): Promise<EvalCluster> {
  const { log, signal } = host;
  log.status?.({ text: 'Checking the cluster' });
  const kube = await connectTo(access, host);
  let made: Leftovers | null = null;
  let hasPassed = false;
  let isLeftRunning = false;

  async function removeMade(leftovers: Leftovers): Promise<void> {
    const isKept = !isRemoved(cleanup, { passed: hasPassed, cancelled: signal.aborted });
    if (isLeftRunning || isKept) host.keep();
    if (isLeftRunning) return;
    log.status?.({ text: 'Cleaning up' });
    if (!isKept) return await removeNow(kube, leftovers, host);
    const { namespace } = leftovers;
    log.info(`Namespace ${namespace} is kept; what the evaluation made in it expires by itself.`);
  }

  return {
    kube,
    nodeLogs: () => Promise.resolve(undefined),
    removeAtEnd(leftovers) {
      made = leftovers;
      host.saveLeftovers(leftovers);
    },
    settle(outcome) {
      hasPassed = outcome.verdict.verdict === 'pass';
      return outcome;
    },
    leaveRunning: () => void (isLeftRunning = true),
    async [Symbol.asyncDispose]() {
      try {
        if (made !== null) await removeMade(made);
      } finally {
        await kube.close();
      }
    },
  };
}

/** A cancelled step has seconds: it asks for the removal and leaves the rest to the post step. */
async function removeNow(kube: Kube, leftovers: Leftovers, { log, signal }: EvalHost): Promise<void> {
  const isAttached = leftovers.attached !== undefined;
  const waitMs = isAttached && !signal.aborted ? LEAVE_MS : 0;
  // What was made has to go after a cancellation too, which has aborted the connection's own signal.
  const uncancelled = withSignal(kube, new AbortController().signal);
  await cleanUp(uncancelled, leftovers, log, waitMs).catch((error: unknown) =>
    log.warning('Clean-up', `Not everything was deleted: ${messageOf(error)}`),
  );
}
