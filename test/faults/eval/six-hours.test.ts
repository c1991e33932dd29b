/** Hours of an evaluation in some seconds: each minute the token expires and every connection is cut. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { type Manifest, manifestSchema } from '../../../src/artifact/manifest.ts';
import type { Clock } from '../../../src/base/ports.ts';
import { sha256 } from '../../../src/base/sha256.ts';
import type { Outcome } from '../../../src/eval/outcome.ts';
import { runEval } from '../../../src/eval/run.ts';
import { podPaths } from '../../../src/protocol/pod.ts';
import type { WireLine } from '../../../src/protocol/wire.ts';
import { runOfPath } from '../../../src/result/formats/run-cache.ts';
import { seededRandom } from '../../../src/result/stats/random.ts';
import { startEvalCluster } from '../../fakes/eval-cluster/cluster.ts';
import type { EvalPod } from '../../fakes/eval-cluster/pod.ts';
import { planIn, type StoryHost, storyHost } from '../../fixtures/eval-story.ts';
import { leasesIn } from '../../fixtures/key-leases.ts';
import { minuteTokens, type MinuteTokens, type TokenSource } from '../../fixtures/minute-tokens.ts';
import { turningClock } from '../../fixtures/turning-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A tenth of that is enough on a quiet machine. */
const TIMEOUT_MS = 200_000;
const RUN_MS = 11 * MINUTE_MS;
const seed = Number(process.env['CLAWBENCH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const SHARDS = 2;

/** What happened to an evaluation. */
interface Story {
  outcome: Outcome;
  host: StoryHost;
  pods: readonly EvalPod[];
  tookMs: number;
  tokens: MinuteTokens;
  /** Titles of the requests whose answers were cut in the middle, in order. */
  cuts: readonly string[];
  /** Runs in the order in which pods made them, as `<task>/run<n>`. */
  made: readonly string[];
  /** What each pod printed. */
  printed: ReadonlyMap<EvalPod, readonly string[]>;
  /** How long leases on the keys had still to go, each minute. */
  leftOfLeasesMs: readonly number[];
}

interface Size {
  tasks: number;
  /** Of each task. */
  runs: number;
}

/** Runs an evaluation to its end. */
async function evaluate(source: TokenSource, { tasks, runs }: Size): Promise<Story> {
  const random = seededRandom(seed);
  const tokens = minuteTokens(source);
  const cuts: string[] = [];
  const known = new Set(['line']);
  /** Each minute one of the kinds of requests, whose next answer is cut. */
  const due = new Set<string>();
  const made: string[] = [];
  const busyUntilMs = new Map<EvalPod, number>();
  const printed = new Map<EvalPod, string[]>();
  /** The connections are cut when the traffic has come to this, so that some are at work. */
  let cutsAfter = Infinity;
  const leftOfLeasesMs: number[] = [];

  function print(pod: EvalPod, nowMs: number): void {
    const lines = printed.get(pod) ?? [];
    printed.set(pod, lines);
    // Several at the same moment, some of which may arrive before a cut.
    for (let more = random.below(4); more >= 0; more--) {
      lines.push(`line ${lines.length}: ${'ü漢'.repeat(random.below(60))}`);
      cluster.print(pod, nowMs, lines.at(-1)!);
    }
  }

  function newMinute(nowMs: number): void {
    tokens.issue(nowMs + MINUTE_MS);
    const others = [...known].filter((title) => !due.has(title));
    due.add(others[random.below(others.length)]!);
    cutsAfter = cluster.traffic + random.below(8);
    for (const { lastsMs } of leasesIn(cluster)) leftOfLeasesMs.push(startedMs + lastsMs - nowMs);
  }

  const cluster = await startEvalCluster({
    suite: Array.from({ length: tasks }, (_, task) => `t${task}-task`),
    scoreOf: () => 0.9,
    onCall: (title) => void known.add(title),
    cutAt(title) {
      // Else it would always be the first of several lines.
      if (title === 'line' && random.unit() < 0.5) return undefined;
      if (!due.delete(title)) return undefined;
      cuts.push(title);
      return random.unit();
    },
    isBusy: (pod) => clock.now() < (busyUntilMs.get(pod) ?? 0),
    beforeRun(pod, task, run) {
      made.push(`${task}/run${run}`);
      busyUntilMs.set(pod, clock.now() + RUN_MS);
    },
    refuses(_, { authorization }) {
      return tokens.isTaken(authorization) ? undefined : { status: 401, message: 'Unauthorized' };
    },
  });
  const clock: Clock = turningClock({
    traffic: () => cluster.traffic,
    beatMs: MINUTE_MS,
    beat: newMinute,
    passed(ms, nowMs) {
      if (cluster.traffic >= cutsAfter) {
        cutsAfter = Infinity;
        cluster.cut();
      }
      // What is printed in the last moments of an evaluation is not shown any more.
      for (const [pod, untilMs] of busyUntilMs)
        if (nowMs < untilMs - 3 * MINUTE_MS && random.unit() < ms / MINUTE_MS) print(pod, nowMs);
    },
  });
  const startedMs = clock.now();
  tokens.issue(startedMs + MINUTE_MS);
  const kubeconfig = { ...JSON.parse(cluster.kubeconfig), users: [{ name: 'u', user: tokens.user }] };
  const host = storyHost(cluster, { clock, env: { PATH: process.env['PATH'] } });
  const plan = planIn(cluster, {
    kubeconfig: JSON.stringify(kubeconfig),
    shards: String(SHARDS),
    runs: 'auto',
    'max-runs': String(runs),
    threshold: '0.9',
    timeout: '24h',
  });
  const outcome = await runEval(plan, host);
  const tookMs = clock.now() - startedMs;
  return { outcome, host, pods: cluster.pods, tookMs, tokens, cuts, made, printed, leftOfLeasesMs };
}

const read = ({ directory }: Outcome, file: string): Buffer => readFileSync(path.join(directory, file));

function manifestOf(outcome: Outcome): Manifest {
  return manifestSchema.parse(JSON.parse(read(outcome, 'manifest.json').toString()));
}

/** Hashes of the run files that pods kept, by their paths in an artifact. */
function keptIn(pods: readonly EvalPod[]): Map<string, string> {
  const directory = `${podPaths.kept}/run_cache/`;
  const files = pods.flatMap((pod) => [...pod.files]);
  return new Map(
    files
      .filter(([file]) => file.startsWith(directory))
      .map(([file, bytes]) => [file.replace(directory, 'runs/'), sha256(bytes)]),
  );
}

/** What was ordered, as runs. */
function orderedIn({ shards }: Manifest): string[] {
  return shards.flatMap(({ tasks, rounds = [] }) =>
    (tasks ?? []).flatMap((task) => {
      const own = rounds.filter((round) => round.tasks.includes(task)).map(({ runs }) => runs);
      return Array.from({ length: Math.max(1, ...own) }, (_, run) => `${task}/run${run}`);
    }),
  );
}

/** Runs whose requests are in the journals, once for each line of a kind. */
function runsOnWire(outcome: Outcome, kind: WireLine['kind']): string[] {
  const lines = Array.from({ length: SHARDS }, (_, shard) =>
    read(outcome, `wire/shard-${shard}.jsonl`).toString().trimEnd().split('\n'),
  ).flat();
  const all = lines.map((line): WireLine => JSON.parse(line));
  const runs = new Map(
    all.flatMap((line) => (line.kind === 'opened' && line.run !== null ? [[line.id, line.run]] : [])),
  );
  return all.flatMap((line) => {
    const of = line.kind === kind && 'id' in line ? runs.get(line.id) : undefined;
    return of === undefined ? [] : [`${of.task}/run${of.run}`];
  });
}

it.each<Size & { hours: number; source: TokenSource }>([
  { hours: 6, source: 'plugin', tasks: 12, runs: 5 },
  { hours: 1, source: 'token file', tasks: 2, runs: 3 },
])(
  `loses nothing in $hours h with a token a minute from a $source and a cut each minute (seed ${seed})`,
  async ({ hours, source, ...size }) => {
    const story = await evaluate(source, size);
    const { outcome, host, pods, made, tokens, cuts } = story;
    expect(manifestOf(outcome).shards.map(({ failure }) => failure)).toEqual([null, null]);
    expect(story.tookMs).toBeGreaterThanOrEqual(hours * HOUR_MS);
    expect(tokens.issued).toBeGreaterThanOrEqual(hours * 60);
    expect(cuts.length).toBeGreaterThan(hours * 40);

    const manifest = manifestOf(outcome);
    const all = made.toSorted();
    expect(new Set(all).size).toBe(all.length);
    expect(orderedIn(manifest).sort()).toEqual(all);
    const { verdict } = outcome;
    expect(verdict).toMatchObject({ verdict: 'pass', coverage: { planned: all.length, valid: all.length } });
    expect(pods.map(({ shard }) => shard)).toEqual([0, 1]);
    for (const { shard, requests } of pods) {
      const rounds = manifest.shards[shard]?.rounds ?? [];
      expect(requests).toMatchObject([
        { kind: 'start' },
        ...rounds.map(({ tasks, runs }) => ({ kind: 'runs', tasks, runs })),
        { kind: 'finish' },
      ]);
    }

    for (const { path: file, sha256: hash } of manifest.files) expect(sha256(read(outcome, file))).toBe(hash);
    const home = manifest.files.filter(({ path: file }) => file.startsWith('runs/'));
    expect(home.flatMap(({ path: file }) => runOfPath(file) ?? []).sort()).toEqual(all);
    expect(new Map(home.map((file) => [file.path, file.sha256InPod]))).toEqual(keptIn(pods));
    for (const kind of ['opened', 'closed'] as const) expect(runsOnWire(outcome, kind).sort()).toEqual(all);
    for (const { shard, files } of pods)
      for (const [file, inPod] of [
        [`wire/shard-${shard}.jsonl`, podPaths.wireJournal],
        [`logs/shard-${shard}/eval.log`, podPaths.evalLog],
        [`logs/shard-${shard}/gateway.log`, podPaths.gatewayLog],
      ] as const)
        expect(read(outcome, file)).toEqual(files.get(inPod));

    for (const [{ shard }, lines] of story.printed) {
      const shown = host.log.lines.filter((line) => line.startsWith(`[shard ${shard}] line `));
      expect(shown).toEqual(lines.map((line) => `[shard ${shard}] ${line}`));
    }
    expect(story.leftOfLeasesMs.length).toBeGreaterThanOrEqual(hours * 60 - 1);
    expect(Math.min(...story.leftOfLeasesMs)).toBeGreaterThan(0);
    expect(host.log.warnings).toEqual([]);
  },
  TIMEOUT_MS,
);
