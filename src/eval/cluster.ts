import type { Leftovers } from '../backends/leftovers.ts';
import type { Kube } from '../kube/client.ts';
import type { ClusterPlan } from '../plan/cluster.ts';
import type { Cleanup } from '../plan/terms.ts';
import type { Outcome } from './outcome.ts';

/**
 * The cluster of one evaluation. Disposing of it removes what was made for the evaluation, as the input `cleanup` asks,
 * and closes the connection.
 */
export interface EvalCluster extends AsyncDisposable {
  kube: Kube;
  /** A directory with the logs of its nodes, secrets included; undefined if the cluster was not made by us. */
  nodeLogs: () => Promise<string | undefined>;
  /** To be called before the first object is made: these are removed at the end, if need be by another process. */
  removeAtEnd: (leftovers: Leftovers) => void;
  /** Notes how the evaluation ended, which decides what is removed. Without a call it has failed. */
  settle: (outcome: Outcome) => Outcome;
  /** Nothing is removed: the evaluation goes on without this process. */
  leaveRunning: () => void;
}

/** The part of a plan that says which cluster is used, and what happens to it. */
export interface ClusterRequest {
  cluster: ClusterPlan;
  names: { instance: string; leg: string };
  terms: { cleanup: Cleanup; artifact: { content: 'full' | 'scores' } };
}
