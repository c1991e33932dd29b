import type { CollectedShard } from '../../src/eval/collect.ts';

/** A shard of which nothing is home, but for what is said. */
export function collectedShard(change: Partial<CollectedShard> = {}): CollectedShard {
  return {
    index: 0,
    directory: '/nowhere',
    runFiles: [],
    tampered: [],
    rounds: [],
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    pod: undefined,
    incidents: [],
    failure: undefined,
    ...change,
  };
}
