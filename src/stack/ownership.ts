import { sha256 } from '../base/sha256.ts';

/** Labels and annotations that say that an object is ours, to which evaluation it belongs, and until when. */
export const MANAGED_BY = 'clawbench-k8s-action';
export const labels = {
  managedBy: 'app.kubernetes.io/managed-by',
  component: 'app.kubernetes.io/component',
  instance: 'clawbench.dev/instance',
  leg: 'clawbench.dev/leg',
  arm: 'clawbench.dev/arm',
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

/** A side of an evaluation: what is judged, or what runs beside it to be compared with. */
export const arms = ['head', 'base'] as const;
export type Arm = (typeof arms)[number];

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

/** The name of an arm's Job, Secret and settings, and the prefix of its other objects' names. */
export function evalName(instance: string, arm: Arm): string {
  return `clawbench-${instance}${arm === 'base' ? '-base' : ''}`;
}

/** What the metadata of an evaluation's objects says. */
interface EvalFacts {
  names: EvalNames;
  arm: Arm;
  /** In ms since the epoch. */
  expiresAtMs: number;
  runUrl: string | undefined;
}

/** Metadata of an object that is deleted with its evaluation. */
export function evalMetadata({ names, arm, expiresAtMs, runUrl }: EvalFacts): {
  labels: Record<string, string>;
  annotations: Record<string, string>;
} {
  return {
    labels: {
      [labels.managedBy]: MANAGED_BY,
      [labels.component]: 'eval',
      [labels.instance]: names.instance,
      [labels.leg]: names.leg,
      [labels.arm]: arm,
    },
    annotations: {
      [annotations.expiresAt]: new Date(expiresAtMs).toISOString(),
      ...(runUrl === undefined ? {} : { [annotations.runUrl]: runUrl }),
    },
  };
}

/** Labels of deployed objects: without instance and expiry, so that no cleanup ever matches them. */
export function deployedLabels(component: Component): Record<string, string> {
  return { [labels.managedBy]: MANAGED_BY, [labels.component]: component };
}

/** What is read of an object to tell whose it is. */
interface Labelled {
  metadata?: { name?: string; labels?: Readonly<Record<string, string>> };
}

const components: ReadonlySet<string> = new Set<Component>(['eval', 'openclaw', 'mlflow']);

/** Whether an object found in the cluster was made by this program, going by its labels. */
export function isOurs({ metadata: { labels: found = {} } = {} }: Labelled): boolean {
  return found[labels.managedBy] === MANAGED_BY && components.has(found[labels.component] ?? '');
}

const INSTANCE = /^[0-9a-f]{8}$/;

/** The instance in the labels of an object; undefined if they are not those of an evaluation. */
export function labelledInstance({ metadata: { labels: found = {} } = {} }: Labelled): string | undefined {
  const instance = found[labels.instance] ?? '';
  const isEval = found[labels.managedBy] === MANAGED_BY && found[labels.component] === 'eval';
  return isEval && INSTANCE.test(instance) ? instance : undefined;
}

/**
 * The evaluation that made an object, by its labels and its name. Anyone who may label an object can give it our labels, so
 * nothing is deleted by labels alone.
 * @param kind only a namespace has another name than the rest
 * @returns its instance; undefined for an object that no evaluation makes under that name
 */
export function evalOf(kind: string, object: Labelled): string | undefined {
  const instance = labelledInstance(object);
  const name = object.metadata?.name ?? '';
  if (instance === undefined) return undefined;
  if (kind === 'Namespace') return isEvalNamespace(name, instance) ? instance : undefined;
  const own = `clawbench-${instance}`;
  return name === own || name.startsWith(`${own}-`) ? instance : undefined;
}

/** The name of the Secret with the keys of providers, which only the relay has. @param name of the evaluation's objects */
export function relaySecretName(name: string): string {
  return `${name}-relay`;
}

/** The name of the namespace that is made for one evaluation. @param run null outside GitHub Actions */
export function evalNamespace(run: { runId: string; attempt: number } | null, instance: string): string {
  return `clawbench-${run === null ? 'local' : `${run.runId}-${run.attempt}`}-${instance}`;
}

function isEvalNamespace(name: string, instance: string): boolean {
  const [, run, attempt] = /^clawbench-(\d+)-(\d+)-/.exec(name) ?? [];
  if (run === undefined) return name === evalNamespace(null, instance);
  return name === evalNamespace({ runId: run, attempt: Number(attempt) }, instance);
}

/** Whether a namespace belongs to the cluster itself, and is never deleted. */
export function isReserved(namespace: string): boolean {
  return namespace === 'default' || /^(kube|openshift)(-|$)/.test(namespace);
}
