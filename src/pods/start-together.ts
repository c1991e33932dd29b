import type { ActionError } from '../base/errors.ts';
import type { Pod } from '../kube/types.ts';
import { hasNoNode } from './room.ts';

/** Lets no arm spend anything before the others can: nothing is compared with one whose pods never run. */
export interface StartTogether {
  /** The shards of one more arm, which is called this in sentences. */
  join: (name: string, shards: number) => ArmStart;
}

/** The part of one arm in it. */
export interface ArmStart {
  /** The latest status of a shard's pod. */
  notePod: (shard: number, pod: Pod) => void;
  /** A shard can start, or has started. */
  isReady: (shard: number) => void;
  hasFailed: (shard: number, failure: ActionError) => void;
  /**
   * What the other arms let its shards do. An arm whose pod has no node is not waited for: it may need the room of these.
   * @returns `start`, `wait`, or why an arm will never run
   */
  now: () => 'start' | 'wait' | { arm: string; failure: ActionError };
}

interface Shard {
  pod: Pod | undefined;
  isReady: boolean;
  failure: ActionError | undefined;
}

export function openStartTogether(): StartTogether {
  const arms: { name: string; shards: Shard[] }[] = [];
  return {
    join(name, shards) {
      const own = { name, shards: Array.from({ length: shards }, newShard) };
      arms.push(own);
      return {
        notePod: (shard, pod) => void (own.shards[shard]!.pod = pod),
        isReady: (shard) => void (own.shards[shard]!.isReady = true),
        hasFailed: (shard, failure) => void (own.shards[shard]!.failure = failure),
        now() {
          const others = arms.filter((arm) => arm !== own);
          for (const arm of others)
            for (const { isReady, failure } of arm.shards)
              if (!isReady && failure !== undefined) return { arm: arm.name, failure };
          const mayCome = ({ isReady, pod }: Shard): boolean => !isReady && !hasNoNode(pod);
          return others.some((arm) => arm.shards.some(mayCome)) ? 'wait' : 'start';
        },
      };
    },
  };
}

const newShard = (): Shard => ({ pod: undefined, isReady: false, failure: undefined });
