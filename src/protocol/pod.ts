/**
 * The files by which the action and the eval pod talk (docs/contracts.md, "Files in the eval pod").
 * Each is written whole: to a temporary file, then fsync, then rename.
 */

export const SCHEMA_VERSION = 1;

/** Port of every gateway we start; ClawBench knows no other. */
export const GATEWAY_PORT = 18789;

/**
 * Paths inside the eval pod. `/results` is written by the supervisor, `/control` and `/kept` by `results`, `/wire` by the
 * relay, `/catalog` by the gateway's container.
 */
export const podPaths = {
  results: '/results',
  state: '/results/state.json',
  done: '/results/done.json',
  evalLog: '/results/eval.log',
  gatewayLog: '/results/gateway.log',
  benchmark: '/results/benchmark.json',
  runCache: '/results/run_cache',
  /** What a supervisor that is restarted in place has to remember; nothing else reads it. */
  journal: '/results/supervisor.json',
  control: '/control',
  request: '/control/request.json',
  contact: '/control/contact',
  seed: '/control/seed',
  userFiles: '/control/given.json',
  /** Where the supervisor unpacks the user files: out of the gateway's sight, since graders may be among them. */
  unpacked: '/tmp/given',
  /** What newer versions of ClawBench keep of each run, and their reviews; out of the gateway's sight for the same reason. */
  evidence: '/tmp/evidence',
  reviews: '/tmp/reviews',
  kept: '/kept',
  keptIndex: '/kept/index.json',
  wire: '/wire',
  wireJournal: '/wire/wire.jsonl',
  wireState: '/wire/state.json',
  /** The prices of OpenClaw's catalog, as they were before any agent ran. */
  wirePrices: '/wire/prices.json',
  /** Bodies of requests and answers, if they are recorded. */
  wireBodies: '/wire/bodies',
  /** What went over the wire in the pods before this one; only for an action that did not see it. */
  wireBefore: '/control/wire-before.json',
  /** Copied by the gateway's container when it starts: `openclaw.plugin.json` of the plugins of hosted providers. */
  catalog: '/catalog',
  /** The share of the caps that the action gives the pod. */
  allowance: '/control/allowance.json',
  work: '/work',
  /** Written by the gateway on the volume it shares with the supervisor, which copies it to `gatewayLog`. */
  gatewayOwnLog: '/work/gateway/gateway.log',
} as const;

type Phase = 'booting' | 'ready' | 'running' | 'idle' | 'done' | 'failed';

/** Why a supervisor gave up for good; each is also an ErrorCode of the action. */
export const shardFailures = [
  'bad-model-access',
  'provider-unavailable',
  'bad-config',
  'unknown-task',
  'gateway-not-ready',
  'gateway-incompatible',
  'internal',
] as const;
export type ShardFailure = (typeof shardFailures)[number];

/** `/results/state.json`, rewritten at every change and at least every 5 s. */
export interface ShardState {
  schemaVersion: typeof SCHEMA_VERSION;
  phase: Phase;
  /** One sentence for people: what the shard is doing, or why it failed. */
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
  /** Runs at the same time on this gateway: as many as asked for, or fewer where this OpenClaw cannot do so many. */
  concurrency: number;
  /** Runs finished and planned in this shard. */
  done: number;
  total: number;
  /** Finished runs in which the model answered, according to the run cache. */
  valid: number;
  /** Mean run score of the finished valid runs, null before the first. */
  meanRunScore: number | null;
  /** Spent by this eval: runs (also invalid ones that were run again) and the first model turn; not seeded runs. */
  tokens: number;
  costUsd: number;
  /** False when the provider's price is unknown: `costUsd` is then not a measurement. */
  priceKnown: boolean;
  /** What requests to the model wait for now, in words for people; null if none does. */
  waiting: string | null;
  openclawVersion: string | null;
  /** Null where the image does not say it before a run. */
  harnessVersion: string | null;
  /** Of each task of this shard, the hash of the files it consists of (sidecar/task-contents.ts); null if it is not known. */
  taskContents: Record<string, string> | null;
  /** How often the supervisor itself was restarted in place. */
  restarts: number;
  gatewayRestarts: number;
  /** When the harness process was first started, RFC 3339. */
  harnessStartedAt: string | null;
  lastRequest: { id: string; status: 'accepted' | 'done' | 'refused'; reason: string } | null;
}

/** `/control/request.json`. A new id is a new request; the supervisor ignores an id it has seen. */
export type ShardRequest = StartRequest | RunsRequest | EndRequest;

/** Begins the runs of the settings. */
export interface StartRequest {
  id: string;
  kind: 'start';
  /** Run cache files below /control/seed to take over before the harness starts. */
  seed?: SeedFile[];
  /** What lost pods of this shard have spent: the caps are for all of them together. */
  spent?: Spent;
}

/** Raises the number of runs of some tasks. */
interface RunsRequest {
  id: string;
  kind: 'runs';
  tasks: string[];
  /** The new number of runs of each of these tasks. */
  runs: number;
}

/** `cancel` stops the work, and the results stay to be fetched; `finish` also lets the pod end. */
interface EndRequest {
  id: string;
  kind: 'cancel' | 'finish';
}

export interface SeedFile {
  /** Relative to /control/seed, and so to the run cache. */
  path: string;
  sha256: string;
}

export interface Spent {
  tokens: number;
  costUsd: number;
}

/** `/control/given.json`: the user files, written once before `start`. Its SHA-256 is in the supervisor's settings. */
export interface UserFilesBundle {
  /** For the workspace of each agent. */
  agent: UserFile[];
  /** Tasks to run instead of the suite; null for the suite. */
  tasks: UserFile[] | null;
}

export interface UserFile {
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

/** `/results/done.json`, written last, once for each request that is finished. */
export interface ShardDone {
  schemaVersion: typeof SCHEMA_VERSION;
  /** Id of the request it answers. */
  generation: string;
  reason: DoneReason;
  failure: ShardFailure | null;
  message: string;
  /** Exit code of the harness; null if it was never started. */
  exitCode: number | null;
  finishedAt: string;
  /**
   * Results the harness wrote, relative to /results, oldest first: `benchmark.json` of `start`, then
   * `benchmark.<id>.json` of each `runs` request. If two have the same task, the later one has more runs of it.
   * Empty after a stop, when the finished runs are only in the run cache.
   */
  results: string[];
  /** All files below /results worth fetching. */
  files: FileEntry[];
}

export interface KeptFile extends FileEntry {
  /** RFC 3339. */
  firstSeenAt: string;
}

/** `/kept/index.json`, kept by the trusted `results` container. */
export interface KeptIndex {
  schemaVersion: typeof SCHEMA_VERSION;
  /** Run cache files as first seen, copied under /kept with the same relative path. */
  files: KeptFile[];
  /**
   * Runs in which the model had not answered and that were run again; the first copy is kept as `<path>.replaced<n>`.
   */
  replaced: string[];
  /** Paths whose content in /results changed or vanished after they were first seen with an answer from the model. */
  tampered: string[];
  /** Paths of files that are not kept, since they or all together are larger than runs can be. */
  notKept: string[];
}
