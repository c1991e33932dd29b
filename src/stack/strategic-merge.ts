import { isObject } from '../base/json.ts';

export type Fields = Record<string, unknown>;

/** The keys by which Kubernetes merges a pod's lists; it replaces all other lists. */
const keys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  resourceClaims: 'name',
};

/** Lists in which we keep our items and add theirs; Kubernetes would replace ours. */
const appended = new Set(['tolerations', 'envFrom']);

/**
 * Items in these lists are unions (a volume has one source): an overlay's source replaces ours instead of merging with
 * it. Only the named fields are kept.
 */
const alternatives: Readonly<Record<string, readonly string[]>> = {
  volumes: ['name'],
  env: ['name'],
};

/** Merges as Kubernetes' strategic merge patch does for pods: mappings by field, lists by key, null removes. */
export function mergeFields(base: Readonly<Fields>, change: Readonly<Fields>): Fields {
  const merged: Fields = { ...base };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete merged[name];
    else merged[name] = mergeValue(name, merged[name], value);
  }
  return merged;
}

function mergeValue(name: string, base: unknown, change: unknown): unknown {
  if (isObject(change)) return mergeFields(isObject(base) ? base : {}, change);
  if (!Array.isArray(change) || !Array.isArray(base)) return change;
  if (appended.has(name)) return [...base, ...change];
  const key = keys[name];
  return key === undefined ? change : mergeList(name, key, base, change);
}

function mergeList(
  name: string,
  key: string,
  base: readonly unknown[],
  change: readonly unknown[],
): unknown[] {
  const merged = [...base];
  for (const item of change) {
    const at = isObject(item) ? merged.findIndex((own) => isObject(own) && own[key] === item[key]) : -1;
    const own = merged[at];
    if (isObject(own) && isObject(item)) merged[at] = mergeItem(name, own, item);
    else merged.push(item);
  }
  return merged;
}

function mergeItem(list: string, own: Fields, item: Fields): Fields {
  const kept = alternatives[list];
  const isOther =
    kept !== undefined && Object.keys(item).some((field) => !kept.includes(field) && !(field in own));
  if (!isOther) return mergeFields(own, item);
  return mergeFields(Object.fromEntries(Object.entries(own).filter(([field]) => kept.includes(field))), item);
}
