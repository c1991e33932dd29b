import { messageOf } from '../base/errors.ts';
import type { Leftovers } from '../backends/leftovers.ts';
import type { Kube } from '../kube/client.ts';
import { type Cleanup, isRemoved } from '../plan/terms.ts';
import { cleanUp } from './cleanup.ts';
import type { EvalCluster } from './cluster.ts';
import { type Ending, hasPassed } from './ending.ts';
import type { EvalHost } from './host.ts';
import type { Outcome } from './outcome.ts';

/** Waits until the container has left a user's pod, which takes that pod's grace period. */
const LEAVE_MS = 2 * 60_000;

/** What is made in a cluster for an evaluation, until it is given up. */
export interface Lease extends AsyncDisposable {
  /** The evaluation has ended with this outcome, which decides what is removed. */
  settle: (outcome: Outcome) => Outcome;
  /** The evaluation goes on by itself and needs all of it. */
  leave: () => void;
}

/** What an evaluation owns in a cluster, and when that is removed. */
interface Holdings {
  leftovers: Leftovers;
  cleanup: Cleanup;
}

/**
 * Takes responsibility for what an evaluation makes in the cluster: another process can remove it from now on, and at the
 * end it is removed, or kept, as the input `cleanup` wants.
 */
export function takeLease(
  { kube, isOwn }: EvalCluster,
  { leftovers, cleanup }: Holdings,
  ending: Ending,
  host: EvalHost,
): Lease {
  const decisions = {
    settle: (outcome: Outcome) => (ending.outcome = outcome),
    leave: () => void (ending.isDetached = true),
  };
  // In a cluster of its own everything goes with the cluster.
  if (isOwn) return { ...decisions, [Symbol.asyncDispose]: () => Promise.resolve() };
  host.saveLeftovers(leftovers);
  return {
    ...decisions,
    async [Symbol.asyncDispose]() {
      const isKept = !isRemoved(cleanup, { passed: hasPassed(ending), cancelled: host.signal.aborted });
      if (ending.isDetached || isKept) host.keep();
      if (ending.isDetached) return;
      host.log.status?.({ text: 'Cleaning up' });
      if (isKept)
        host.log.info(
          `Namespace ${leftovers.namespace} is kept; what the evaluation made in it expires by itself.`,
        );
      else await removeNow(kube, leftovers, host);
    },
  };
}

/** A cancelled step has seconds: it asks for the removal and leaves the rest to the post step. */
async function removeNow(kube: Kube, leftovers: Leftovers, { log, signal }: EvalHost): Promise<void> {
  const isAttached = leftovers.attached !== undefined;
  const waitMs = isAttached && !signal.aborted ? LEAVE_MS : 0;
  await cleanUp(kube, leftovers, log, { waitMs }).catch((error: unknown) =>
    log.warning('Clean-up', `Not everything was deleted: ${messageOf(error)}`),
  );
}
