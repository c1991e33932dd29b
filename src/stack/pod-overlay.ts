import path from 'node:path';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { ActionError } from '../base/errors.ts';
import { isObject } from '../base/json.ts';
import { containerBoundary, isTrusted, volumeBoundary } from './overlay-boundary.ts';
import { itemsOf, nameOf } from './overlay-items.ts';
import { nodePowers } from './overlay-powers.ts';
import { type Fields, mergeFields } from './strategic-merge.ts';

/** A pod template in Kubernetes' shape. */
interface PodTemplate {
  metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
  spec?: object;
}

/** The user's changes to the pods, in the shape of a pod template. */
export type PodOverlay = Readonly<Fields>;

/** Fields of the pod that evaluations depend on, and why they cannot be changed or what to write instead. */
const fixedInPod: Readonly<Record<string, string>> = {
  restartPolicy: 'the evaluation depends on it',
  activeDeadlineSeconds: 'write `timeout`',
  automountServiceAccountToken: 'the agent under test would get the token',
  ephemeralContainers: 'a new pod cannot have any',
  hostNetwork: 'the ports of gateway and relay would be open on the node',
  hostPID: 'the agent under test would see the node',
  hostIPC: 'the agent under test would see the node',
  shareProcessNamespace: 'the agent under test would see the judge, and the keys in the relay',
  imagePullSecrets: 'write `image-pull-secret`',
};

const fixedInContainer: Readonly<Record<string, string>> = {
  command: 'the evaluation depends on it',
  args: 'the evaluation depends on it',
  restartPolicy: 'the evaluation depends on it',
  workingDir: 'the evaluation depends on it',
  image: 'write `openclaw-image`, `clawbench-image` or `mlflow-image`',
  imagePullPolicy: 'write `image-pull-policy`',
};

/** Variables that configure the evaluation, besides those in the manifest. */
const ownVariable =
  /^(OPENCLAW_(STATE_DIR|CONFIG_DIR|GATEWAY_TOKEN)|JOB_COMPLETION_INDEX|CLAWBENCH_(?!PER_TURN_TIMEOUT_SECONDS$|KEEP_WORKSPACES$|STANDIN_).*)$/;

/**
 * Reads the text of `pod-overlay`.
 * @param acceptsNode whether the user accepts that it gives the containers a hold on their node
 * @throws ActionError bad-input
 */
export function parseOverlay(text: string, acceptsNode = false): PodOverlay {
  let overlay: unknown;
  try {
    overlay = load(text, { schema: CORE_SCHEMA, filename: 'pod-overlay' });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    throw refused([`is not YAML (${cause.reason}, line ${(cause.mark?.line ?? 0) + 1})`], cause);
  }
  if (!isObject(overlay)) throw refused(['is not a mapping: write `metadata:` and `spec:` of a pod in it']);
  // With aliases of aliases a few lines can expand to gigabytes.
  if (sizeOf(overlay, 20_000) >= 20_000) throw refused(['has more than 20000 fields']);
  const powers = acceptsNode ? [] : nodePowers(overlay);
  if (powers.length > 0)
    throw refused([
      `would give the agent under test a hold on the node: remove ${powers.join(', ')}, or accept the risk by \`accept-risks: pod-overlay-host\``,
    ]);
  return overlay;
}

/**
 * A copy of the pod with the overlay merged in as by Kubernetes' strategic merge: lists of containers, volumes and
 * variables by their keys; null removes. Tolerations and sources of variables are added to ours. A container is found
 * by its name in either list of containers.
 * @throws ActionError bad-input with everything that would break an evaluation; misspelt fields are left to the API
 *   server
 */
export function overlayPod<T extends PodTemplate>(template: T, overlay: PodOverlay): T {
  const problems = problemsOf(template, overlay);
  if (problems.length > 0) throw refused(problems);
  const { metadata, spec } = overlay;
  const base = structuredClone(template);
  const wanted = isObject(spec) ? spec : {};
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
    metadata: mergeFields({ ...base.metadata }, isObject(metadata) ? metadata : {}),
    spec: merged,
  };
}

function problemsOf(template: PodTemplate, overlay: PodOverlay): string[] {
  const { metadata, spec, ...others } = overlay;
  const pod: Fields = { ...template.spec };
  return [
    ...Object.keys(others).map((name) => `${name} is not part of a pod: write \`metadata\` or \`spec\``),
    ...metadataProblems(template, metadata),
    ...(spec === undefined || spec === null
      ? []
      : isObject(spec)
        ? specProblems(pod, spec)
        : ['spec is not a mapping']),
  ];
}

function metadataProblems({ metadata: own }: PodTemplate, metadata: unknown): string[] {
  if (metadata === undefined || metadata === null) return [];
  if (!isObject(metadata)) return ['metadata is not a mapping'];
  return Object.entries(metadata).flatMap(([name, value]) => {
    if (name !== 'labels' && name !== 'annotations')
      return [`metadata.${name}: only labels and annotations can be set`];
    if (!isObject(value)) return [`metadata.${name} is not a mapping`];
    return Object.keys(value)
      .filter(
        (key) =>
          key.startsWith('clawbench.dev/') || (name === 'labels' && Object.hasOwn(own?.labels ?? {}, key)),
      )
      .map((key) => `metadata.${name}[${key}]: the evaluation is found by it`);
  });
}

function specProblems(pod: Fields, spec: Fields): string[] {
  const containers = [...itemsOf(pod['initContainers']), ...itemsOf(pod['containers'])];
  const ours = new Map(itemsOf(pod['volumes']).map((volume) => [nameOf(volume), volume]));
  const theirs = itemsOf(spec['volumes']);
  const ofTrusted = new Set(
    containers
      .filter((container) => isTrusted(nameOf(container)))
      .flatMap((container) => itemsOf(container['volumeMounts']).map(nameOf)),
  );
  return [
    ...fixedFields('spec', spec, fixedInPod),
    ...['initContainers', 'containers', 'volumes'].flatMap((list) =>
      spec[list] === undefined || Array.isArray(spec[list]) ? [] : [`spec.${list} is not a list`],
    ),
    ...[...itemsOf(spec['initContainers']), ...itemsOf(spec['containers'])].flatMap((change) => {
      const own = containers.find((container) => nameOf(container) === nameOf(change));
      return own === undefined
        ? [`spec.containers[${nameOf(change)}]: the containers are ${containers.map(nameOf).join(', ')}`]
        : [...containerProblems(own, change), ...containerBoundary(own, change, { theirs, ours })];
    }),
    ...theirs.flatMap((change) => [
      ...volumeProblems(ours.get(nameOf(change)), change),
      ...volumeBoundary(change, ofTrusted.has(nameOf(change))),
    ]),
  ];
}

function containerProblems(own: Fields, change: Fields): string[] {
  const where = `spec.containers[${nameOf(change)}]`;
  const paths = itemsOf(own['volumeMounts']).map((mount) => String(mount['mountPath']));
  const variables = new Set(itemsOf(own['env']).map(nameOf));
  return [
    ...fixedFields(where, change, fixedInContainer),
    ...['env', 'envFrom', 'volumeMounts'].flatMap((list) =>
      change[list] === undefined || Array.isArray(change[list]) ? [] : [`${where}.${list} is not a list`],
    ),
    ...itemsOf(change['env'])
      .map(nameOf)
      .filter((name) => variables.has(name) || ownVariable.test(name))
      .map((name) => `${where}.env[${name}]: the evaluation sets it`),
    ...itemsOf(change['volumeMounts'])
      .map((mount) => String(mount['mountPath']))
      .filter((mount) => paths.some((other) => overlap(other, mount)))
      .map((mount) => `${where}.volumeMounts[${mount}]: the evaluation has its files there`),
  ];
}

/** An empty volume may be replaced by another kind; one that brings our files may not. */
function volumeProblems(own: Fields | undefined, change: Fields): string[] {
  const where = `spec.volumes[${nameOf(change)}]`;
  if ('$patch' in change) return [`${where}.$patch: volumes of the evaluation cannot be removed`];
  if (own === undefined || own['emptyDir'] !== undefined) return [];
  return [`${where}: the evaluation gets its files from it`];
}

function fixedFields(where: string, change: Fields, fixed: Readonly<Record<string, string>>): string[] {
  return Object.keys(change).flatMap((name) => {
    if (name.startsWith('$')) return [`${where}.${name}: directives are not supported`];
    return Object.hasOwn(fixed, name) ? [`${where}.${name}: ${fixed[name]}`] : [];
  });
}

/** Whether one path is the other, or contains it. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [one, other].map((mount) => `${path.posix.resolve('/', mount).replace(/\/$/, '')}/`);
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

const namesIn = (list: unknown): string[] => itemsOf(list).map(nameOf);

function refused(problems: readonly string[], cause?: unknown): ActionError {
  const [first = '', ...rest] = problems;
  const text = rest.length === 0 ? first : problems.join('; ');
  const sentence = /^(is|has|would) /.test(text) ? text : `cannot be merged over the pod: ${text}`;
  return new ActionError(
    'bad-input',
    `Input \`pod-overlay\` ${sentence}.`,
    cause === undefined ? {} : { cause },
  );
}

/** The API server's complaints about the pods with the overlay, as one bad-input error. */
export function refusedByServer(problems: readonly string[], cause: unknown): ActionError {
  return refused(problems, cause);
}
