import { type KindSettings } from '../cluster/kind.ts';
import type { ClusterAccess } from '../cluster/choose.ts';
import type { InputsOf } from '../inputs/types.ts';

/** The cluster an evaluation runs in: an existing one, or one that kind makes for it. */
export type ClusterPlan =
  | { kind: 'existing'; access: ClusterAccess }
  | { kind: 'own'; settings: KindSettings };

export function clusterOf(inputs: InputsOf<'cluster' | 'kind'>): ClusterPlan {
  const { cluster, kubeconfig, context } = inputs;
  if (cluster !== 'kind') return { kind: 'existing', access: { cluster, kubeconfig, context } };
  return {
    kind: 'own',
    settings: {
      version: inputs.kindVersion,
      nodeImage: inputs.kindNodeImage,
      config: inputs.kindConfig,
      waitMs: inputs.kindWaitMs,
      loadImages: inputs.loadImages ?? [],
    },
  };
}
