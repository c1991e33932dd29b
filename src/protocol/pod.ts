/**
 * What the action and the eval pod say to each other, by files (docs/contracts.md, "Files in the pod").
 * Every file is written whole: temp, fsync, rename. Both sides import this module and nothing else is shared.
 */

export const SCHEMA_VERSION = 1;

/** Paths inside the eval pod. `/results` is written by the supervisor, `/control` and `/kept` by `results`. */
export const podPaths = {
  results: '/results',
  state: '/results/state.json',
  done: '/results/done.json',
  evalLog: '/results/eval.log',
  gatewayLog: '/results/gateway.log',
  benchmark: '/results/benchmark.json',
  runCache: '/results/run_cache',
  /** What a supervisor that was restarted in place must know; nobody else reads it. */
  journal: '/results/supervisor.json',
  control: '/control',
  request: '/control/request.json',
  contact: '/control/contact',
  seed: '/control/seed',
  given: '/control/given.json',
  /** Where the supervisor unpacks what it was given: out of the gateway's sight, which has no business with graders. */
  unpacked: '/tmp/given',
  kept: '/kept',
  keptIndex: '/kept/index.json',
  work: '/work',
} as const;

export type Phase = 'booting' | 'ready' | 'running' | 'idle' | 'done' | 'failed';

/** Why a supervisor gave up for good; each is also an ErrorCode of the action (`internal` included). */
export type ShardFailure =
  | 'bad-model-access'
  | 'bad-config'
  | 'unknown-task'
  | 'gateway-not-ready'
  | 'gateway-incompatible'
  | 'internal';

/** `/results/state.json`, rewritten at every change and at least every 5 s. */
export interface ShardState {
  schemaVersion: typeof SCHEMA_VERSION;
  phase: Phase;
  /** One sentence for people: what it is doing, or why it failed. */
  message: string;
  failure: ShardFailure | null;
  /** RFC 3339. A heartbeat older than 30 s means the supervisor is gone or starved. */
  heartbeat: string;
  shard: number;
  shards: number;
  /** Task ids of this shard, sorted; null until the harness listed them. */
  tasks: string[] | null;
  /** Tasks of the suite left out because the gateway image has no browser. */
  droppedTasks: string[];
  runsPerTask: number;
  /** Runs at the same time on this gateway: what was asked for, or less where this OpenClaw can not do so many. */
  concurrency: number;
  /** Runs finished and planned in this shard. */
  done: number;
  total: number;
  /** Finished runs in which the model answered, as far as the run cache tells. */
  valid: number;
  /** Mean run score of the finished valid runs, null before the first. */
  meanRunScore: number | null;
  /** Spent by this eval: runs (also invalid ones that were run again) and the first model turn; not seeded runs. */
  tokens: number;
  costUsd: number;
  /** False when the provider's price is unknown: `costUsd` is then not a measurement. */
  priceKnown: boolean;
  openclawVersion: string | null;
  harnessVersion: string | null;
  /** How often the supervisor itself was restarted in place. */
  restarts: number;
  gatewayRestarts: number;
  /** When the harness process was first started, RFC 3339. */
  harnessStartedAt: string | null;
  lastRequest: { id: string; status: 'accepted' | 'done' | 'refused'; reason: string } | null;
}

/** `/control/request.json`. A new id is a new request; the supervisor ignores an id it has seen. */
export interface ShardRequest {
  id: string;
  kind: 'start' | 'runs' | 'cancel' | 'finish';
  /** `runs`: the tasks to run more often. */
  tasks?: string[];
  /** `runs`: the new number of runs of each of these tasks. */
  runs?: number;
  /** `start`: run cache files under /control/seed to take over before the harness starts, paths relative to it. */
  seed?: { path: string; sha256: string }[];
  /** `start`: what pods of this shard that were lost have spent: caps are for all of them together. */
  spent?: { tokens: number; costUsd: number };
}

/** `/control/given.json`: files of the user, written once before `start`. Its SHA-256 is in the supervisor's settings. */
export interface GivenBundle {
  /** For the workspace of each agent. */
  agent: GivenFile[];
  /** Tasks to run instead of the suite; null for the suite. */
  tasks: GivenFile[] | null;
}

export interface GivenFile {
  /** Relative, forward slashes. */
  path: string;
  executable: boolean;
  base64: string;
}

export interface FileEntry {
  /** Relative to /results, forward slashes. */
  path: string;
  size: number;
  sha256: string;
}

export type DoneReason = 'finished' | 'cancelled' | 'abandoned' | 'timeout' | 'budget' | 'failed';

/** `/results/done.json`, written last, once per request that was worked off. */
export interface ShardDone {
  schemaVersion: typeof SCHEMA_VERSION;
  /** Id of the request this answers. */
  generation: string;
  reason: DoneReason;
  failure: ShardFailure | null;
  message: string;
  /** Exit code of the harness; null if it was never started. */
  exitCode: number | null;
  finishedAt: string;
  /**
   * Results the harness wrote, relative to /results, oldest first: `benchmark.json` of `start`, then
   * `benchmark.<id>.json` of each `runs` request. Where two hold the same task, the later one has more runs of it.
   * Empty after a stop: what was paid is in the run cache.
   */
  results: string[];
  /** All files under /results worth having. */
  files: FileEntry[];
}

/** `/kept/index.json`, kept by the trusted `results` container. */
export interface KeptIndex {
  schemaVersion: typeof SCHEMA_VERSION;
  /** Run cache files as first seen, copied under /kept with the same relative path. */
  files: (FileEntry & { firstSeenAt: string })[];
  /** Runs in which the model had not answered and that were run again; the first copy is kept as `<path>.replaced<n>`. */
  replaced: string[];
  /** Paths whose content in /results changed, or that vanished, after they were first seen with a model's answer. */
  tampered: string[];
}
