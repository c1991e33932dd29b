import { createHash } from 'node:crypto';

/** Labels and annotations that say an object is ours, of which eval, and until when. */
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
  /** What another process must know of a run. */
  run: 'clawbench.dev/run',
  /** Of the pods of what stands: they change when the pods must be made anew. */
  configHash: 'clawbench.dev/config-hash',
  secretsHash: 'clawbench.dev/secrets-hash',
  template: 'clawbench.dev/template',
} as const;

export type Component = 'eval' | 'openclaw' | 'mlflow';

/** What one eval is called, in the cluster and on GitHub. */
export interface Identity {
  /** 8 random hex digits, unlike for every eval. */
  instance: string;
  /** Stable over attempts of the same step: names the artifact, the comment section, the resume scope. */
  leg: string;
}

/** The leg of a step: 10 hex digits of a hash over what makes it the same step in the next attempt. */
export function legOf(parts: {
  repository: string;
  workflow: string;
  job: string;
  step: string;
  label: string;
}): string {
  const text = [parts.repository, parts.workflow, parts.job, parts.step, parts.label].join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** Metadata of an object that lives and dies with one eval. */
export function evalMetadata(
  identity: Identity,
  expiresAt: Date,
  runUrl: string | undefined,
): { labels: Record<string, string>; annotations: Record<string, string> } {
  return {
    labels: {
      [labels.managedBy]: MANAGED_BY,
      [labels.component]: 'eval',
      [labels.instance]: identity.instance,
      [labels.leg]: identity.leg,
    },
    annotations: {
      [annotations.expiresAt]: expiresAt.toISOString(),
      ...(runUrl === undefined ? {} : { [annotations.runUrl]: runUrl }),
    },
  };
}

/** Labels of shared, standing objects: no instance and no expiry, so that no cleanup ever matches them. */
export function standingLabels(component: Component): Record<string, string> {
  return { [labels.managedBy]: MANAGED_BY, [labels.component]: component };
}

/** Whether an object found in the cluster was made by this program. */
export function isOurs(object: { metadata?: { labels?: Record<string, string> } }): boolean {
  return object.metadata?.labels?.[labels.managedBy] === MANAGED_BY;
}
