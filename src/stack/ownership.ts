import { sha256 } from '../base/sha256.ts';

/** Labels and annotations that say that an object is ours, to which evaluation it belongs, and until when. */
export const MANAGED_BY = 'clawbench-k8s-action';
export const labels = {
  managedBy: 'app.kubernetes.io/managed-by',
  component: 'app.kubernetes.io/component',
  instance: 'clawbench.dev/instance',
  leg: 'clawbench.dev/leg',
} as const;
export const annotations = {
  expiresAt: 'clawbench.dev/expires-at',
  runUrl: 'clawbench.dev/run-url',
  /** The record of an evaluation, for other processes. */
  run: 'clawbench.dev/run',
  /** Beside it, followed by the number of a shard: what the shard was ordered. */
  shard: 'clawbench.dev/shard-',
  /** On the pods of deployed objects: a change replaces the pods. */
  configHash: 'clawbench.dev/config-hash',
  secretsHash: 'clawbench.dev/secrets-hash',
  template: 'clawbench.dev/template',
} as const;

export type Component = 'eval' | 'openclaw' | 'mlflow';

/** The names of one evaluation, in the cluster and on GitHub. */
export interface EvalNames {
  /** 8 random hex digits, different for every evaluation. */
  instance: string;
  /** The same in every attempt of a step: it names the artifact and the comment section, and finds earlier runs. */
  leg: string;
}

/** The leg of a step: 10 hex digits of a hash over what stays the same in the next attempt. */
export function legOf(parts: {
  repository: string;
  workflow: string;
  job: string;
  step: string;
  label: string;
  /** Values of the job's matrix; null without a matrix. */
  matrix: string | null;
}): string {
  const { repository, workflow, job, step, label, matrix } = parts;
  const text = [repository, workflow, job, step, label, ...(matrix === null ? [] : [matrix])].join('\n');
  return sha256(text).slice(0, 10);
}

/** Metadata of an object that is deleted with its evaluation. */
export function evalMetadata(
  names: EvalNames,
  expiresAt: Date,
  runUrl: string | undefined,
): { labels: Record<string, string>; annotations: Record<string, string> } {
  return {
    labels: {
      [labels.managedBy]: MANAGED_BY,
      [labels.component]: 'eval',
      [labels.instance]: names.instance,
      [labels.leg]: names.leg,
    },
    annotations: {
      [annotations.expiresAt]: expiresAt.toISOString(),
      ...(runUrl === undefined ? {} : { [annotations.runUrl]: runUrl }),
    },
  };
}

/** Labels of deployed objects: without instance and expiry, so that no cleanup ever matches them. */
export function deployedLabels(component: Component): Record<string, string> {
  return { [labels.managedBy]: MANAGED_BY, [labels.component]: component };
}

/** Whether an object found in the cluster was made by this program. */
export function isOurs(object: { metadata?: { labels?: Record<string, string> } }): boolean {
  return object.metadata?.labels?.[labels.managedBy] === MANAGED_BY;
}
