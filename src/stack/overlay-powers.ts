import { isObject } from '../base/json.ts';
import { itemsOf, nameOf } from './overlay-items.ts';
import type { Fields } from './strategic-merge.ts';

/**
 * The fields of an overlay that give the containers a hold on their node, beyond what PodSecurity `restricted` lets
 * them have. A field of ours that is removed counts, too: without it the container runtime decides.
 */
export function nodePowers({ metadata, spec }: Readonly<Fields>): string[] {
  const pod = isObject(spec) ? spec : {};
  const containers = [...itemsOf(pod['initContainers']), ...itemsOf(pod['containers'])];
  return [
    ...annotationPowers(isObject(metadata) ? metadata['annotations'] : undefined),
    ...itemsOf(pod['volumes']).flatMap((volume) =>
      ['hostPath', 'gitRepo', 'flexVolume']
        .filter((source) => isSet(volume[source]))
        .map((source) => `spec.volumes[${nameOf(volume)}].${source}`),
    ),
    ...contextPowers('spec.securityContext', pod, podContext),
    ...containers.flatMap((container) => {
      const where = `spec.containers[${nameOf(container)}]`;
      return [
        ...contextPowers(`${where}.securityContext`, container, containerContext),
        ...itemsOf(container['ports'])
          .filter((port) => isSet(port['hostPort']) && port['hostPort'] !== 0)
          .map((port) => `${where}.ports[${String(port['containerPort'])}].hostPort`),
      ];
    }),
  ];
}

/** Whether a field of a securityContext weakens it. Null removes what we set. */
type Weakens = (value: unknown) => boolean;

const isUnconfined: Weakens = (value) =>
  value === null || (isObject(value) && /^unconfined$/i.test(String(value['type'])));

/** In pods and in containers. */
const everyContext: Readonly<Record<string, Weakens>> = {
  seccompProfile: isUnconfined,
  appArmorProfile: (value) => isSet(value) && isUnconfined(value),
  windowsOptions: (value) => isObject(value) && value['hostProcess'] === true,
  seLinuxOptions: (value) =>
    isObject(value) &&
    (isSet(value['user']) ||
      isSet(value['role']) ||
      (isSet(value['type']) && !/^(container(_init|_kvm|_engine)?_t)?$/.test(String(value['type'])))),
};

const podContext = everyContext;

const containerContext: Readonly<Record<string, Weakens>> = {
  ...everyContext,
  // Not set by us in containers: null is nothing.
  seccompProfile: (value) => isSet(value) && isUnconfined(value),
  privileged: (value) => isSet(value) && value !== false,
  allowPrivilegeEscalation: (value) => value !== false,
  capabilities: (value) => !isObject(value) || addsCapabilities(value),
  procMount: (value) => isSet(value) && value !== 'Default',
};

function addsCapabilities({ add, drop }: Fields): boolean {
  const added = Array.isArray(add) ? add : [];
  const keepsSome = drop !== undefined && !(Array.isArray(drop) && drop.includes('ALL'));
  return keepsSome || added.some((capability) => capability !== 'NET_BIND_SERVICE');
}

function contextPowers(where: string, owner: Fields, rules: Readonly<Record<string, Weakens>>): string[] {
  const { securityContext: context } = owner;
  if (context === null) return [where];
  if (!isObject(context)) return [];
  return Object.entries(context)
    .filter(([field, value]) => rules[field]?.(value) === true)
    .map(([field]) => `${where}.${field}`);
}

function annotationPowers(annotations: unknown): string[] {
  return Object.entries(isObject(annotations) ? annotations : {})
    .filter(
      ([name, value]) => /(apparmor|seccomp)\.security\./.test(name) && /unconfined/i.test(String(value)),
    )
    .map(([name]) => `metadata.annotations[${name}]`);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
