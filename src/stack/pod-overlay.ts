import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { ActionError } from '../base/errors.ts';
import { type Fields, isFields, mergeFields } from './strategic-merge.ts';

/** A pod template as Kubernetes has it. */
export interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: object;
}

/** What `pod-overlay` asks to be different in the pods, in the shape of a pod template. */
export type PodOverlay = Readonly<Fields>;

/** Fields of the pod an eval rests on, and why they stay. */
const fixedInPod: Readonly<Record<string, string>> = {
  restartPolicy: 'the eval rests on it',
  activeDeadlineSeconds: 'write `timeout`',
  automountServiceAccountToken: 'the agent under test would get the token',
  ephemeralContainers: 'a new pod can not have any',
  hostNetwork: "the gateway's port would be open on the node",
  hostPID: 'the agent under test would see the node',
  hostIPC: 'the agent under test would see the node',
  shareProcessNamespace: 'the agent under test would see the judge',
  imagePullSecrets: 'write `image-pull-secret`',
};

const fixedInContainer: Readonly<Record<string, string>> = {
  command: 'the eval rests on it',
  args: 'the eval rests on it',
  restartPolicy: 'the eval rests on it',
  workingDir: 'the eval rests on it',
  image: 'write `openclaw-image`, `clawbench-image` or `mlflow-image`',
  imagePullPolicy: 'write `image-pull-policy`',
};

/** Variables by which the eval is told what to do, beside those in the manifest. */
const ownVariable =
  /^(OPENCLAW_(STATE_DIR|CONFIG_DIR|GATEWAY_TOKEN)|JOB_COMPLETION_INDEX|CLAWBENCH_(?!PER_TURN_TIMEOUT_SECONDS$|KEEP_WORKSPACES$|STANDIN_).*)$/;

/**
 * Reads the text of `pod-overlay`.
 * @throws ActionError bad-input
 */
export function parseOverlay(text: string): PodOverlay {
  let overlay: unknown;
  try {
    overlay = load(text, { schema: CORE_SCHEMA, filename: 'pod-overlay' });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw refused([`is no YAML (${cause.reason}, line ${(cause.mark?.line ?? 0) + 1})`], cause);
  }
  if (!isFields(overlay)) throw refused(['is no mapping: write `metadata:` and `spec:` of a pod in it']);
  // Aliases of aliases: a few lines that would become gigabytes.
  if (sizeOf(overlay, 20_000) >= 20_000) throw refused(['has more than 20000 fields']);
  return overlay;
}

/**
 * The pod with what the overlay wants, merged as Kubernetes' strategic merge does: lists of containers, volumes and
 * variables by their keys, null removes. Tolerations and sources of variables come on top of ours. Containers are found
 * by name, wherever they are.
 * @returns a copy
 * @throws ActionError bad-input, once, with everything that would break an eval; misspelt fields are for the API server
 */
export function overlayPod<T extends PodTemplate>(template: T, overlay: PodOverlay): T {
  const problems = problemsOf(template, overlay);
  if (problems.length > 0) throw refused(problems);
  const { metadata, spec } = overlay;
  const base = structuredClone(template);
  const wanted = isFields(spec) ? spec : {};
  const pod: Fields = { ...base.spec };
  const { containers, initContainers, ...rest } = wanted;
  const merged: Fields = mergeFields(pod, rest);
  for (const list of ['initContainers', 'containers']) {
    const names = namesIn(pod[list]);
    const changes = [...itemsOf(initContainers), ...itemsOf(containers)].filter((item) =>
      names.includes(nameOf(item)),
    );
    if (changes.length > 0) Object.assign(merged, mergeFields({ [list]: merged[list] }, { [list]: changes }));
  }
  return {
    ...base,
    metadata: mergeFields({ ...base.metadata }, isFields(metadata) ? metadata : {}),
    spec: merged,
  };
}

function problemsOf(template: PodTemplate, overlay: PodOverlay): string[] {
  const { metadata, spec, ...others } = overlay;
  const pod: Fields = { ...template.spec };
  return [
    ...Object.keys(others).map((name) => `${name} is no part of a pod: write \`metadata\` or \`spec\``),
    ...metadataProblems(template, metadata),
    ...(spec === undefined || spec === null
      ? []
      : isFields(spec)
        ? specProblems(pod, spec)
        : ['spec is no mapping']),
  ];
}

function metadataProblems({ metadata: own }: PodTemplate, metadata: unknown): string[] {
  if (metadata === undefined || metadata === null) return [];
  if (!isFields(metadata)) return ['metadata is no mapping'];
  return Object.entries(metadata).flatMap(([name, value]) => {
    if (name !== 'labels' && name !== 'annotations')
      return [`metadata.${name}: only labels and annotations can be set`];
    if (!isFields(value)) return [`metadata.${name} is no mapping`];
    return Object.keys(value)
      .filter(
        (key) =>
          key.startsWith('clawbench.dev/') || (name === 'labels' && Object.hasOwn(own?.labels ?? {}, key)),
      )
      .map((key) => `metadata.${name}[${key}]: the eval is found by it`);
  });
}

function specProblems(pod: Fields, spec: Fields): string[] {
  const containers = [...itemsOf(pod['initContainers']), ...itemsOf(pod['containers'])];
  const ownVolumes = new Map(itemsOf(pod['volumes']).map((volume) => [nameOf(volume), volume]));
  return [
    ...fixedFields('spec', spec, fixedInPod),
    ...['initContainers', 'containers', 'volumes'].flatMap((list) =>
      spec[list] === undefined || Array.isArray(spec[list]) ? [] : [`spec.${list} is no list`],
    ),
    ...[...itemsOf(spec['initContainers']), ...itemsOf(spec['containers'])].flatMap((change) => {
      const own = containers.find((container) => nameOf(container) === nameOf(change));
      return own === undefined
        ? [`spec.containers[${nameOf(change)}]: there are ${containers.map(nameOf).join(', ')}`]
        : containerProblems(own, change);
    }),
    ...itemsOf(spec['volumes']).flatMap((change) => volumeProblems(ownVolumes.get(nameOf(change)), change)),
  ];
}

function containerProblems(own: Fields, change: Fields): string[] {
  const where = `spec.containers[${nameOf(change)}]`;
  const paths = itemsOf(own['volumeMounts']).map((mount) => String(mount['mountPath']));
  const variables = new Set(itemsOf(own['env']).map(nameOf));
  return [
    ...fixedFields(where, change, fixedInContainer),
    ...['env', 'envFrom', 'volumeMounts'].flatMap((list) =>
      change[list] === undefined || Array.isArray(change[list]) ? [] : [`${where}.${list} is no list`],
    ),
    ...itemsOf(change['env'])
      .map(nameOf)
      .filter((name) => variables.has(name) || ownVariable.test(name))
      .map((name) => `${where}.env[${name}]: the eval sets it`),
    ...itemsOf(change['volumeMounts'])
      .map((mount) => String(mount['mountPath']))
      .filter((mount) => paths.some((path) => overlap(path, mount)))
      .map((mount) => `${where}.volumeMounts[${mount}]: the eval has its files there`),
  ];
}

/** Room for files may come from elsewhere; what is given by the eval can not. */
function volumeProblems(own: Fields | undefined, change: Fields): string[] {
  const where = `spec.volumes[${nameOf(change)}]`;
  if ('$patch' in change) return [`${where}.$patch: volumes of the eval can not be removed`];
  if (own === undefined || own['emptyDir'] !== undefined) return [];
  return [`${where}: the eval gives its files by it`];
}

function fixedFields(where: string, given: Fields, fixed: Readonly<Record<string, string>>): string[] {
  return Object.keys(given).flatMap((name) => {
    if (name.startsWith('$')) return [`${where}.${name}: directives are not read`];
    return Object.hasOwn(fixed, name) ? [`${where}.${name}: ${fixed[name]}`] : [];
  });
}

/** Whether one lies in the other. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => `${path.replace(/\/+$/, '')}/`);
  return a !== undefined && b !== undefined && (a.startsWith(b) || b.startsWith(a));
}

function sizeOf(value: unknown, limit: number): number {
  let size = 1;
  for (const child of typeof value === 'object' && value !== null ? Object.values(value) : []) {
    size += sizeOf(child, limit - size);
    if (size >= limit) break;
  }
  return size;
}

function itemsOf(list: unknown): Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}

const namesIn = (list: unknown): string[] => itemsOf(list).map(nameOf);

function nameOf(item: Fields): string {
  return typeof item['name'] === 'string' ? item['name'] : '';
}

function refused(problems: readonly string[], cause?: unknown): ActionError {
  const [first = '', ...rest] = problems;
  const text = rest.length === 0 ? first : problems.join('; ');
  const sentence = /^(is|has) /.test(text) ? text : `can not be merged over the pod: ${text}`;
  return new ActionError(
    'bad-input',
    `Input \`pod-overlay\` ${sentence}.`,
    cause === undefined ? {} : { cause },
  );
}

/** What the API server says of the pods with the overlay, as the one problem of an input. */
export function refusedByServer(problems: readonly string[], cause: unknown): ActionError {
  return refused(problems, cause);
}
