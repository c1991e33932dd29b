import type { InputsOf } from '../inputs/types.ts';
import { OPENCLAW_NAMESPACE } from '../stack/openclaw.ts';

/** What `mode: teardown` deletes. */
export interface TeardownPlan {
  /** `openclaw`, `mlflow` or both, by namespace. */
  components: ReadonlyMap<string, readonly string[]>;
  /** Namespace whose MLflow is not deleted, for a hint about it; null if MLflow is deleted. */
  keptMlflow: string | null;
}

/** MLflow is deleted only if it is named: it holds the results of all evaluations. */
export function teardownPlan(inputs: InputsOf<'cluster' | 'deployed' | 'mlflow'>): TeardownPlan {
  const components = new Map<string, readonly string[]>();
  const named = inputs.components ?? ['openclaw'];
  for (const component of named) {
    const namespace =
      component === 'mlflow' ? inputs.mlflowNamespace : (inputs.namespace ?? OPENCLAW_NAMESPACE);
    components.set(namespace, [...(components.get(namespace) ?? []), component]);
  }
  return { components, keptMlflow: named.includes('mlflow') ? null : inputs.mlflowNamespace };
}
