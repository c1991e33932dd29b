import path from 'node:path';
import type { ContainerRef, Pod } from '../kube/types.ts';
import type { Waiting } from './job/diagnose.ts';
import type { PodFinder } from './job/find-pod.ts';

/** The container that answers for a shard, and the directory under which the paths of the contract lie in it. */
export interface PodTarget extends ContainerRef {
  /** `/` in a pod of ours. */
  root: string;
}

/** Where the shards of one eval run, and how to get at them. */
export interface EvalPlace {
  readonly namespace: string;
  /** How the containers whose images make the runs are called in a pod of this place. */
  readonly containers: { readonly gateway: string; readonly clawbench: string };
  /** Since when a pod is the eval's, in ms since the epoch by the clock of its node. */
  readonly sinceMs: number;
  /** Finds the pod of one shard again and again. */
  finder(index: number, signal: AbortSignal): PodFinder;
  /** The container that answers in a pod of this place. */
  at(pod: string): PodTarget;
  /** The same, once it runs. */
  answering(pod: Pod): PodTarget | undefined;
  /** The container whose log people want to see, once it has one. */
  speaking(pod: Pod): ContainerRef | undefined;
  /**
   * Why a shard is not (or no longer) on its way, undefined if it is.
   * @throws KubeError
   */
  explain(index: number, pod: Pod | undefined, signal: AbortSignal): Promise<Waiting | undefined>;
  /** What of a shard lies outside of its own files, once its order is done. @throws KubeError */
  fetchRest(directory: string, signal: AbortSignal): Promise<void>;
  /** What a person would look at first after a failure, as text. */
  postMortem(signal: AbortSignal): Promise<string>;
}

/** A path of the contract as it is in this container. */
export function pathIn(target: PodTarget, contractPath: string): string {
  return path.posix.join(target.root, contractPath);
}
