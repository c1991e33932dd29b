import { compareText } from '../base/compare-text.ts';
import type { Leaderboard, LegRow, PairRow } from '../result/formats/leaderboard.ts';
import { aspectsOf } from '../result/verdict/comparability.ts';
import { bootstrapInterval } from '../result/stats/bootstrap.ts';
import { runNoiseInterval } from '../result/stats/noise.ts';
import { meanOf, sum } from '../result/stats/numbers.ts';
import { comparePairs, type TaskRuns } from '../result/stats/pairwise.ts';
import { overallScoreOf, passedRuns, taskScoreOf } from '../result/stats/score.ts';
import type { Leg, LegRecord, LostLeg } from './leg.ts';

/** The evaluations that were found. */
export interface FoundLegs {
  legs: readonly Leg[];
  lost: readonly LostLeg[];
  /** Legs that must be there at least; null if that is not known. */
  expected: number | null;
}

/** Which verdicts of legs make the verdict of all: a failure of any, of all, or of none. */
export type FailOn = Leaderboard['failOn'];

type Task = LegRecord['tasks'][number];

/** A leg that can be ranked, with its rows of the compared tasks, in their order. */
interface Ranked {
  leg: Leg;
  tasks: Task[];
  score: number;
  costPerRunUsd: number | null;
}

/** How many pairs of tasks are compared at most, in about 15 seconds: 10 legs with 500 tasks, or 42 legs with 27. */
const MOST_COMPARISONS = 24_000;

/**
 * Puts evaluations side by side. Ranked are those that came to a verdict and have the tasks that most of them have; all
 * their figures are over these tasks alone.
 */
export function leaderboardOf(
  found: FoundLegs,
  failOn: FailOn,
  mostComparisons = MOST_COMPARISONS,
): Leaderboard {
  // In one order, however they were found.
  const legs = uniquelyNamed(found.legs).toSorted((a, b) => compareText(a.label, b.label));
  const tasks = comparedTasks(legs);
  const ranked = rank(
    legs.filter((leg) => whyUnranked(leg, tasks) === null).map((leg) => onTasks(leg, tasks)),
  );
  const others = legs
    .filter((leg) => !ranked.some((each) => each.leg === leg))
    .map((leg) => unrankedRow(leg, whyUnranked(leg, tasks) ?? ''));
  const rows = [
    ...ranked.map((each) => rankedRow(each, ranked)),
    ...others,
    ...found.lost.map(lostRow).toSorted((a, b) => compareText(a.label, b.label)),
  ];
  const missing = missingLegs(found);
  const { pairs, notes } = pairsOf(ranked, mostComparisons);
  return {
    schemaVersion: 1,
    ...jointVerdict(rows, missing, failOn),
    failOn,
    notes: [...unlike(ranked), ...notes],
    missing,
    tasks,
    legs: rows,
    pairs,
  };
}

/** Legs whose labels are equal are told apart by where they came from. */
function uniquelyNamed(legs: readonly Leg[]): Leg[] {
  const times = new Map<string, number>();
  for (const { label } of legs) times.set(label, (times.get(label) ?? 0) + 1);
  return legs.map((leg) =>
    times.get(leg.label) === 1 ? leg : { ...leg, label: `${leg.label} · ${leg.source}` },
  );
}

const scoredTasks = ({ record }: Leg): Map<string, Task> =>
  new Map(
    record.tasks
      .filter(({ scores, quarantined }) => scores.length > 0 && quarantined !== true)
      .map((task) => [task.taskId, task]),
  );

/** The set of tasks that most legs have a score in, sorted by tier and id; of sets that are as frequent, the largest. */
function comparedTasks(legs: readonly Leg[]): { taskId: string; tier: string }[] {
  const sets = new Map<string, { times: number; tasks: Task[] }>();
  for (const leg of legs.filter(({ record }) => record.verdict !== 'inconclusive')) {
    const tasks = [...scoredTasks(leg).values()];
    const key = tasks
      .map(({ taskId }) => taskId)
      .toSorted()
      .join(' ');
    sets.set(key, { times: (sets.get(key)?.times ?? 0) + 1, tasks });
  }
  const [most] = [...sets.values()].toSorted((a, b) => b.times - a.times || b.tasks.length - a.tasks.length);
  return (most?.tasks ?? [])
    .map(({ taskId, tier }) => ({ taskId, tier }))
    .toSorted((a, b) => compareText(a.tier, b.tier) || compareText(a.taskId, b.taskId));
}

function whyUnranked(leg: Leg, tasks: readonly { taskId: string }[]): string | null {
  if (leg.record.verdict === 'inconclusive') return 'It came to no verdict.';
  const own = scoredTasks(leg);
  const lacking = tasks.filter(({ taskId }) => !own.has(taskId)).length;
  if (tasks.length === 0) return 'No task has a score.';
  return lacking === 0 ? null : `It has no score in ${lacking} of ${tasks.length} tasks.`;
}

function onTasks(leg: Leg, compared: readonly { taskId: string }[]): Ranked {
  const own = scoredTasks(leg);
  const tasks = compared.map(({ taskId }) => own.get(taskId)!);
  const isPriced = leg.record.totals.costUsd !== null;
  return {
    leg,
    tasks,
    score: overallScoreOf(tasks.map(taskScore)),
    costPerRunUsd: isPriced ? meanOf(tasks.map((task) => task.costUsd / runsMade(task))) : null,
  };
}

function runsOf({ scores, passes }: Task): TaskRuns {
  return { scores, passes: Math.min(passes, scores.length) };
}

function taskScore(task: Task): number {
  const { scores, passes } = runsOf(task);
  return taskScoreOf(scores, passes);
}

/** Runs that used something, valid or not. */
function runsMade({ runs, scores, invalid }: Task): number {
  const notRun = sum(invalid, (each) => (each.class === 'not-run' ? each.runs : 0));
  return Math.max(1, scores.length, runs.planned - notRun);
}

/** The best first; of equal scores the cheaper one. */
function rank(legs: readonly Ranked[]): Ranked[] {
  return legs.toSorted(
    (a, b) =>
      b.score - a.score ||
      (a.costPerRunUsd ?? Infinity) - (b.costPerRunUsd ?? Infinity) ||
      compareText(a.leg.label, b.leg.label),
  );
}

function rankedRow(own: Ranked, all: readonly Ranked[]): LegRow {
  const { leg, tasks, score, costPerRunUsd } = own;
  const runs = tasks.map(runsOf);
  const passed = sum(runs, ({ passes }) => passes);
  const noise = runs.map(({ scores, passes }) => ({ scores, passed: passedRuns(scores, passes) }));
  return {
    ...commonRow(leg),
    rank: 1 + all.filter((other) => other.score > score).length,
    unranked: null,
    score,
    intervals: {
      overRuns: runNoiseInterval(noise, score),
      overTasks: bootstrapInterval(tasks.map(taskScore)),
    },
    runs: { valid: sum(runs, ({ scores }) => scores.length), passed },
    costPerRunUsd,
    costPerSolvedUsd:
      costPerRunUsd === null || passed === 0 ? null : sum(tasks, (task) => task.costUsd) / passed,
    durationMs: meanOf(tasks.map((task) => task.meanDurationMs)),
    tokensPerRun: meanOf(tasks.map((task) => task.totalTokens / runsMade(task))),
    onFront: isOnFront(own, all),
    tasks: tasks.map((task) => ({
      taskId: task.taskId,
      score: taskScore(task),
      passes: runsOf(task).passes,
      runs: task.scores.length,
    })),
  };
}

/** Whether no other leg is better and not dearer, or cheaper and not worse. A leg without a price is on no front. */
function isOnFront(own: Ranked, all: readonly Ranked[]): boolean {
  const cost = own.costPerRunUsd;
  if (cost === null) return false;
  return !all.some(
    ({ score, costPerRunUsd: other }) =>
      other !== null && ((score > own.score && other <= cost) || (score >= own.score && other < cost)),
  );
}

function unrankedRow(leg: Leg, why: string): LegRow {
  const { tasks } = leg.record;
  return {
    ...commonRow(leg),
    ...UNRANKED,
    unranked: why,
    runs: {
      valid: sum(tasks, ({ scores }) => scores.length),
      passed: sum(tasks, (task) => runsOf(task).passes),
    },
  };
}

function lostRow({ source, problem }: LostLeg): LegRow {
  return {
    ...UNRANKED,
    label: source,
    model: '',
    verdict: 'inconclusive',
    failureReason: 'bad-result',
    reason: problem,
    unranked: 'It left no result that can be read.',
    totalCostUsd: null,
    source: { name: source, sha: '', runUrl: null },
  };
}

const UNRANKED = {
  rank: null,
  score: null,
  intervals: { overRuns: null, overTasks: null },
  runs: { valid: 0, passed: 0 },
  costPerRunUsd: null,
  costPerSolvedUsd: null,
  durationMs: null,
  tokensPerRun: null,
  onFront: false,
  tasks: [],
};

function commonRow({
  label,
  record,
  source,
  sha,
  runUrl,
}: Leg): Pick<
  LegRow,
  'label' | 'model' | 'verdict' | 'failureReason' | 'reason' | 'totalCostUsd' | 'source'
> {
  return {
    label,
    model: record.identity.model,
    verdict: record.verdict,
    failureReason: record.failureReason,
    reason: record.reasons[0] ?? '',
    totalCostUsd: record.totals.costUsd,
    source: { name: source, sha, runUrl },
  };
}

/** The legs that left nothing, as far as the others tell: each knows how many its job has. */
function missingLegs({ legs, lost, expected }: FoundLegs): number {
  const jobs = new Map<string, { legs: number; found: number }>();
  for (const { job, runUrl } of legs) {
    if (job === null) continue;
    const key = `${job.name} ${runUrl}`;
    jobs.set(key, { legs: job.legs, found: (jobs.get(key)?.found ?? 0) + 1 });
  }
  const ofJobs = sum([...jobs.values()], (job) => Math.max(0, job.legs - job.found)) - lost.length;
  return Math.max(0, ofJobs, (expected ?? 0) - legs.length - lost.length);
}

function jointVerdict(
  rows: readonly LegRow[],
  missing: number,
  failOn: FailOn,
): Pick<Leaderboard, 'verdict' | 'reasons'> {
  const having = (verdict: LegRow['verdict']): string[] =>
    rows.filter((row) => row.verdict === verdict).map(({ label }) => label);
  const [passed, failed, inconclusive] = [having('pass'), having('fail'), having('inconclusive')];
  const reasons = [
    ...(failed.length === 0 ? [] : [`Failed: ${failed.join(', ')}.`]),
    ...(inconclusive.length === 0 ? [] : [`Inconclusive: ${inconclusive.join(', ')}.`]),
    ...(missing === 0
      ? []
      : [
          `${missing} of ${rows.length + missing} evaluations left no result: look at the log of their jobs.`,
        ]),
    ...(passed.length === 0 ? [] : [`Passed: ${passed.join(', ')}.`]),
  ];
  const isUnclear = inconclusive.length > 0 || missing > 0 || rows.length === 0;
  if (failOn === 'all') {
    if (passed.length > 0) return { verdict: 'pass', reasons };
    return { verdict: isUnclear ? 'inconclusive' : 'fail', reasons };
  }
  if (failed.length > 0) return { verdict: 'fail', reasons };
  return { verdict: isUnclear ? 'inconclusive' : 'pass', reasons };
}

/** What differs between the ranked legs, apart from the model: some of it may be what is tested. */
function unlike(ranked: readonly Ranked[]): string[] {
  const aspects = ranked.map(({ leg }) => ({ label: leg.label, values: aspectsOf(leg.record.identity) }));
  return Object.keys(aspects[0]?.values ?? {}).flatMap((what) => {
    if (what === 'the model') return [];
    const labels = new Map<string, string[]>();
    for (const { label, values } of aspects) {
      const value = values[what] || 'unknown';
      labels.set(value, [...(labels.get(value) ?? []), label]);
    }
    if (labels.size < 2) return [];
    const parts = [...labels].map(([value, of]) => `${value} (${of.join(', ')})`);
    return [`Not alike in ${what}: ${parts.join('; ')}.`];
  });
}

function pairsOf(ranked: readonly Ranked[], most: number): { pairs: PairRow[]; notes: string[] } {
  const tasks = Math.max(1, ranked[0]?.tasks.length ?? 0);
  let legs = ranked.length;
  while (((legs * (legs - 1)) / 2) * tasks > most) legs -= 1;
  const compared = ranked.slice(0, legs);
  const pairs = comparePairs(compared.map((each) => each.tasks.map(runsOf))).map(
    ({ better, worse, ...pair }) => ({
      better: compared[better]!.leg.label,
      worse: compared[worse]!.leg.label,
      ...pair,
    }),
  );
  const notes = legs === ranked.length ? [] : [`Only the first ${legs} were compared with each other.`];
  return { pairs, notes };
}
