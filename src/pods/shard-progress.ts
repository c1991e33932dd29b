import path from 'node:path';
import type { EvalBackend, PodTarget, Waiting } from '../backends/backend.ts';
import type { ShardRecords } from '../backends/shard-record.ts';
import type { Kube } from '../kube/client.ts';
import type { Pod } from '../kube/types.ts';
import type { ShardDone, ShardState } from '../protocol/pod.ts';
import type { CollectedShard } from './collect.ts';
import type { ShardOrders } from './orders.ts';
import type { EarlierRuns } from './seed.ts';
import type { Sharer } from './sharing.ts';
import type { ArmStart } from './start-together.ts';
import type { UserFileDelivery } from './user-files.ts';
import { type WireRoom, openWire } from './wire.ts';

/** How the shards of one evaluation are driven. */
export interface DriveContext {
  /** Its signal ends the driving. */
  kube: Kube;
  backend: EvalBackend;
  startupTimeoutMs: number;
  timeoutMs: number;
  userFiles: UserFileDelivery;
  /** Runs of an earlier attempt under the same settings; null if there are none. */
  earlier: EarlierRuns | null;
  /** Whether another process launched the evaluation: a pod that it started is only watched. */
  isStarted: boolean;
  shardRecords: ShardRecords;
  wireRoom: WireRoom;
  /** Checks that have to pass before a pod is started, and so before money is spent. */
  beforeStart: (target: PodTarget) => Promise<void>;
}

export interface ShardContext extends DriveContext {
  index: number;
  /** Local directory for the files of this shard; exists. */
  directory: string;
  /** Called when it can start: what the other arms let it do (see `ArmStart`). */
  mayStart: ArmStart['now'];
  events: Partial<ShardEvents>;
}

/** What is reported while a shard is driven. */
interface ShardEvents {
  /** How many runs of an earlier attempt were taken over; 0 if the pod runs other images or tasks. */
  takenOver(runs: number): void;
  /** With a relay, tokens and costs are those that it counted, in all pods of the shard. */
  state(state: ShardState): void;
  /** With a relay: models, as `<provider>/<id>`, whose price it does not know. Called before the shard is started. */
  unpriced(models: readonly string[]): void;
  /** Words about what the pod reaches although its NetworkPolicy keeps it from there. */
  unfenced(words: string): void;
  /** With a relay: what the shard has used of the caps. */
  share(sharer: Sharer): void;
  /** The latest status of the shard's pod. */
  pod(pod: Pod): void;
  /** Called once for each reason to wait. */
  waiting(waiting: Waiting): void;
}

/** What is known of a shard; outlives its pods. */
export interface ShardProgress extends ShardOrders {
  pod: Pod | undefined;
  state: ShardState | undefined;
  done: ShardDone | undefined;
  noticedAtMs: number | undefined;
  /** Since when the relay has forwarded nothing, by our clock; undefined while it does. */
  problemSinceMs: number | undefined;
  /** The latest fetches of run files and journal, and the UID of the last pod whose runs were fetched while it was deleted. */
  pulled: { atMs: number; runs: number; journalAtMs: number; endingUid: string | undefined };
  /** By pod, kind and sentence, so that each is reported once. */
  incidents: Map<string, CollectedShard['incidents'][number]>;
}

export function openProgress({ directory, index, shardRecords, wireRoom }: ShardContext): ShardProgress {
  const recorded = shardRecords.known.get(index);
  return {
    files: { directory, fetched: new Map(), tampered: new Set(), notKept: new Set() },
    wire: openWire(path.join(directory, 'wire'), wireRoom),
    plan: recorded?.plan,
    earlierRuns: recorded?.earlierRuns ?? {},
    rounds: [...(recorded?.rounds ?? [])],
    sent: { podUid: undefined, count: 0 },
    spent: undefined,
    contradictions: new Set(),
    pod: undefined,
    state: undefined,
    done: undefined,
    noticedAtMs: undefined,
    problemSinceMs: undefined,
    pulled: { atMs: 0, runs: 0, journalAtMs: 0, endingUid: undefined },
    incidents: new Map(),
  };
}
