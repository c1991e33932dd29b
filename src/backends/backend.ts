import path from 'node:path';
import type { ErrorCode } from '../base/errors.ts';
import type { ContainerRef, Pod } from '../kube/types.ts';

/** The container of a shard that the action talks to. */
export interface PodTarget extends ContainerRef {
  /** Directory in it that holds the paths of the contract; `/` in our own pods. */
  root: string;
}

/** Why a shard does not run. */
export interface Waiting {
  code: ErrorCode;
  /** One sentence that names the object. */
  message: string;
  hint: string | undefined;
  /** Whether waiting cannot help. */
  isFinal: boolean;
}

/** Reads the current pod of one shard: the one it last returned while that lives, else the newest. @throws KubeError */
export type PodFinder = () => Promise<Pod | undefined>;

/** Where the shards of one evaluation run, and how to reach them. */
export interface EvalBackend {
  readonly namespace: string;
  /** Names of the containers whose images decide what a run is. */
  readonly containers: { readonly gateway: string; readonly clawbench: string };
  /** Whether models are called through a relay in the pod, which alone has the keys. */
  readonly hasRelay: boolean;
  /** When the evaluation joined its pod, in ms since the epoch by the node's clock; 0 for our own pods. */
  readonly sinceMs: number;
  podFinder(shard: number): PodFinder;
  /** Puts off the end of the keys in the cluster, if that is due. A request that fails is not an error. */
  renewKeys(): Promise<void>;
  /** The control container of a pod, by the pod's name. */
  targetIn(pod: string): PodTarget;
  /** The control container of a pod; undefined until it runs. */
  controlContainer(pod: Pod): PodTarget | undefined;
  /** The container whose log is shown to the user; undefined until it has one. */
  logContainer(pod: Pod): ContainerRef | undefined;
  /**
   * Why a shard does not run, or no longer does; undefined if nothing is wrong.
   * @throws KubeError
   */
  diagnose(shard: number, pod: Pod | undefined): Promise<Waiting | undefined>;
  /** Fetches logs of a finished shard that are not among its own files. @param directory exists @throws KubeError */
  collectExtra(directory: string): Promise<void>;
  /** Pods, events and last log lines as text, to look at after a failure. */
  postMortem(): Promise<string>;
}

/** A path of the contract as it is in this container. */
export function pathIn(target: PodTarget, contractPath: string): string {
  return path.posix.join(target.root, contractPath);
}
