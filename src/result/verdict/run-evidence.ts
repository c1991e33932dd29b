import type { WireTry } from '../../protocol/wire-runs.ts';
import type { GatewayLog } from '../formats/gateway-log.ts';
import type { HarnessRun, RunTimes } from '../formats/harness-log.ts';
import type { RunCacheEntry } from '../formats/run-cache.ts';
import type { WireJournal } from '../formats/wire.ts';

/** What happened to a pod or container, as Kubernetes reports it. */
export interface Incident {
  kind: 'oom' | 'evicted' | 'node-lost';
  /** One sentence. */
  detail: string;
}

/** What went over the wire of a shard's pods. */
export interface ShardWire extends Pick<WireJournal, 'strays'> {
  /** The tries of a run, in the order in which they were begun. */
  triesOf(run: { taskId: string; runIndex: number }): readonly WireTry[];
}

/** Everything known about one run. */
export interface RunEvidence {
  taskId: string;
  runIndex: number;
  /** The run's file; null if the harness wrote none. */
  entry: RunCacheEntry | null;
  /** The judge's score is part of the run's. */
  judgeScores: boolean;
  /** What is wrong with the run's file if it cannot be read, a sentence; null if there is none, or it can. */
  unreadable: string | null;
  /** The run's file changed after it was first seen. */
  tampered: boolean;
  /** What the harness's log says about the run; null if nothing. */
  harness: HarnessRun | null;
  /** The log of the gateway this run used; null if there is none. */
  gateway: GatewayLog | null;
  /** Other runs on the same gateway, and earlier attempts at this one: a logged failure may be theirs. */
  neighbours: readonly RunTimes[];
  /** What happened to the pod of this run. */
  incidents: readonly Incident[];
  /** Absent without a relay. */
  wire?: ShardWire;
}
