import type {
  CoreV1Event,
  V1Container,
  V1ConfigMap,
  V1Deployment,
  V1Job,
  V1LimitRange,
  V1Namespace,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodSpec,
  V1Secret,
  V1StatefulSet,
} from '@kubernetes/client-node';

/** The generated classes declare times as `Date`; on the wire, and here, they are RFC 3339 strings. */
type Wire<T> = T extends Date
  ? string
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

export type Pod = Wire<V1Pod>;
export type NetworkPolicy = Wire<V1NetworkPolicy>;
export type Job = Wire<V1Job>;
export type Deployment = Wire<V1Deployment>;
export type StatefulSet = Wire<V1StatefulSet>;
export type PersistentVolumeClaim = Wire<V1PersistentVolumeClaim>;
export type Event = Wire<CoreV1Event>;
/** On the wire, the field that the generated class calls `_default` is `default`. */
export type LimitRange = Wire<Omit<V1LimitRange, 'spec'>> & {
  spec?: { limits: { type: string; default?: Record<string, string> }[] };
};
export type Namespace = Wire<V1Namespace>;
export type Secret = Wire<V1Secret>;
export type ConfigMap = Wire<V1ConfigMap>;
export type PodSpec = Wire<V1PodSpec>;
export type Container = Wire<V1Container>;
export type ContainerStatus = NonNullable<NonNullable<Pod['status']>['containerStatuses']>[number];

export interface ObjectMeta {
  name: string;
  namespace?: string;
  uid?: string;
  resourceVersion?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
  deletionTimestamp?: string;
}

/** Any object to be sent: the three common fields, and those of its kind. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** An object of a known kind that can be sent as a Manifest: the generated types make these fields optional. */
export type KubeObject<T> = T & { apiVersion: string; kind: string; metadata: ObjectMeta };

/** Names one object; `namespace` is left out for cluster-scoped kinds. */
export interface ObjectRef {
  apiVersion: string;
  kind: string;
  name: string;
  namespace?: string;
}

/** Names one container in one pod. */
export interface ContainerRef {
  namespace: string;
  pod: string;
  container: string;
}
