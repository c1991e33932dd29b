import path from 'node:path';
import type { ErrorCode } from '../base/errors.ts';
import type { ContainerRef, Pod } from '../kube/types.ts';

/** The container that answers the action for a shard. */
export interface PodTarget extends ContainerRef {
  /** The directory below which the paths of the contract are in it; `/` in a pod of ours. */
  root: string;
}

/** What keeps a shard from running. */
export interface Waiting {
  code: ErrorCode;
  /** One sentence that names the object. */
  message: string;
  hint: string | undefined;
  /** No waiting mends it. */
  isFinal: boolean;
}

/** Asks for the pod of one shard that matters: the one known while it lives, else the newest. @throws KubeError */
export type PodFinder = () => Promise<Pod | undefined>;

/** Where the shards of one evaluation run, and how to reach them. */
export interface EvalBackend {
  readonly namespace: string;
  /** The names here of the containers whose images make the runs. */
  readonly containers: { readonly gateway: string; readonly clawbench: string };
  /** Since when a pod belongs to the evaluation, in ms since the epoch by the clock of its node. */
  readonly sinceMs: number;
  podFinder(shard: number): PodFinder;
  /** The container that answers, in the pod of this name. */
  targetIn(pod: string): PodTarget;
  /** The container that answers, undefined until it runs. */
  controlContainer(pod: Pod): PodTarget | undefined;
  /** The container whose log people want to see, undefined until it has one. */
  logContainer(pod: Pod): ContainerRef | undefined;
  /**
   * Why a shard does not run, or no longer does; undefined if nothing is wrong.
   * @throws KubeError
   */
  diagnose(shard: number, pod: Pod | undefined): Promise<Waiting | undefined>;
  /** Fetches what a finished shard left outside its own files. @param directory exists @throws KubeError */
  collectExtra(directory: string): Promise<void>;
  /** What a person would look at first after a failure, as text. */
  postMortem(): Promise<string>;
}

/** A path of the contract as it is in this container. */
export function pathIn(target: PodTarget, contractPath: string): string {
  return path.posix.join(target.root, contractPath);
}
