import type { Pod } from '../kube/types.ts';

/** The nodes that the pods of all arms of an evaluation wait for. */
export interface Room {
  /** The shards of one more arm need room. @returns what takes the latest status of their pods */
  join(shards: number): (shard: number, pod: Pod) => void;
  /** Whether a shard waits for a node, which a finished pod may occupy. */
  isShort(): boolean;
}

export function openRoom(): Room {
  const arms: (Pod | undefined)[][] = [];
  return {
    join(shards) {
      const pods = Array.from({ length: shards }, (): Pod | undefined => undefined);
      arms.push(pods);
      return (shard, pod) => void (pods[shard] = pod);
    },
    isShort: () => arms.flat().some(hasNoNode),
  };
}

/** Whether nothing of a pod runs for want of a node, or of the pod itself. */
export function hasNoNode(pod: Pod | undefined): boolean {
  return pod === undefined || (pod.spec?.nodeName === undefined && pod.status?.phase === 'Pending');
}
