import type { CollectedShard } from '../pods/collect.ts';
import { roughDuration } from '../report/figures.ts';

type Shards = readonly Pick<CollectedShard, 'state' | 'done'>[];

/** Arms that follow each other more quickly share their hour all the same. */
const ONE_HOUR_MS = 60 * 60_000;

/**
 * What has to be said where the arms ran one after the other, as in a cluster with room for one of them: then they do not share
 * whatever drifts. By the clocks of their pods.
 * @param name of the base arm
 * @returns a whole sentence; null if they ran at the same time, or if that is not known
 */
export function apartWords(name: string, head: Shards, base: Shards): string | null {
  const [one, other] = [timeOf(head), timeOf(base)];
  if (one === null || other === null) return null;
  const [first, second] = one.startedMs <= other.startedMs ? [one, other] : [other, one];
  const spanMs = second.endedMs - first.startedMs;
  if (second.startedMs <= first.endedMs || spanMs <= ONE_HOUR_MS) return null;
  return (
    `The two arms did not run in the same hour: ${first === one ? name : 'the head'} began when the other arm had ended, ` +
    `and both took ${roughDuration(spanMs)}. What drifted meanwhile is in the comparison, and no fresh runs of both could ` +
    'confirm a suspicion. Give the cluster room for the pods of both arms.'
  );
}

/** From the first run of an arm to its last one; null if a shard does not say it. */
export function timeOf(shards: Shards): { startedMs: number; endedMs: number } | null {
  const starts = shards.map(({ state }) => Date.parse(state?.harnessStartedAt ?? ''));
  const ends = shards.map(({ done }) => Date.parse(done?.finishedAt ?? ''));
  if (![...starts, ...ends].every(Number.isFinite)) return null;
  return { startedMs: Math.min(...starts), endedMs: Math.max(...ends) };
}
