import { randomUUID } from 'node:crypto';

interface Owner {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
}

/** An object as a client sees it. */
export interface StoredObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid: string;
    creationTimestamp: string;
    deletionTimestamp?: string;
    deletionGracePeriodSeconds?: number;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    ownerReferences?: Owner[];
    managedFields?: { manager: string; time: string; fieldsV1: object }[];
  };
  [field: string]: unknown;
}

/** What an object is made of; the store adds the rest. */
export interface NewObject {
  apiVersion: string;
  kind: string;
  metadata: Omit<StoredObject['metadata'], 'uid' | 'creationTimestamp'>;
  [field: string]: unknown;
}

/** The objects of a cluster by their path in the API, such as `/api/v1/namespaces/n/pods/p`. */
export interface ObjectStore {
  get(path: string): StoredObject | undefined;
  /** Those of a collection, the oldest first. */
  list(collection: string): StoredObject[];
  /** Makes an object or changes the fields given. */
  put(path: string, object: NewObject): StoredObject;
  /** Removes an object, what it owns, and what is in it. */
  remove(path: string): void;
  all(): StoredObject[];
  /** All objects, as `Pod n/p`. */
  names(): string[];
}

export interface StoreEvents {
  changed(path: string, object: StoredObject): void;
  removed(path: string, object: StoredObject): void;
}

export function openObjectStore(events: StoreEvents): ObjectStore {
  const objects = new Map<string, StoredObject>();
  let made = 0;

  function remove(path: string): void {
    const object = objects.get(path);
    if (object === undefined) return;
    objects.delete(path);
    events.removed(path, object);
    const { uid, name } = object.metadata;
    for (const [other, { metadata }] of objects) {
      const isInside = object.kind === 'Namespace' && metadata.namespace === name;
      const isOwned = metadata.ownerReferences?.some((owner) => owner.uid === uid) ?? false;
      if (isInside || isOwned) remove(other);
    }
  }

  const store: ObjectStore = {
    get: (path) => objects.get(path),
    list: (collection) =>
      [...objects].flatMap(([path, object]) =>
        path.slice(0, path.lastIndexOf('/')) === collection ? [object] : [],
      ),
    put(path, { metadata, ...fields }) {
      const known = objects.get(path);
      const { uid, creationTimestamp } = known?.metadata ?? {
        uid: randomUUID(),
        creationTimestamp: nextSecond(),
      };
      const object: StoredObject = { ...known, ...fields, metadata: { ...metadata, uid, creationTimestamp } };
      objects.set(path, object);
      events.changed(path, object);
      const owners = metadata.ownerReferences ?? [];
      const isOrphan = owners.length > 0 && !owners.some((owner) => hasUid(owner.uid));
      // The garbage collector takes what comes after its owner is gone.
      if (isOrphan) remove(path);
      return object;
    },
    remove,
    all: () => [...objects.values()],
    names: () =>
      [...objects.values()].map(({ kind, metadata: { namespace, name } }) =>
        namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`,
      ),
  };

  /** Creation times have whole seconds, by which the newest pod of a shard is found. */
  function nextSecond(): string {
    return new Date(Date.UTC(2026, 0, 1) + 1000 * made++).toISOString();
  }

  function hasUid(uid: string): boolean {
    return [...objects.values()].some(({ metadata }) => metadata.uid === uid);
  }
  return store;
}

/** Whether an object has the labels that a selector such as `a=b,c` asks for. */
export function hasLabels({ metadata }: StoredObject, selector: string | null): boolean {
  return (selector ?? '')
    .split(',')
    .filter((term) => term !== '')
    .every((term) => {
      const [key = '', value] = term.split('=');
      const found = metadata.labels?.[key];
      return value === undefined ? found !== undefined : found === value;
    });
}
