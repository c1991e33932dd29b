import type { BenchmarkResult } from '../formats/benchmark.ts';
import { bootstrapInterval, mean } from '../stats/bootstrap.ts';
import type { Sample } from './compare.ts';
import { decide, type Facts } from './decide.ts';
import type { Evidence } from './evidence.ts';
import { type EvalWire, totalTokens } from './eval-wire.ts';
import type { Gate } from './gate.ts';
import { notesOf } from './notes.ts';
import { judgedRows, quarantineOf } from './quarantine.ts';
import { driftOfDrop } from '../stats/drift.ts';
import { nextEvalInterval } from '../stats/noise.ts';
import { sum } from '../stats/numbers.ts';
import { overallScoreOf, reliabilityOf, taskScoreOf } from '../stats/score.ts';
import { outcomeOf, type RunsSoFar } from '../stats/sequential.ts';
import { collectRuns, type Run, type TaskRuns } from './task-runs.ts';
import type { Comparison } from '../formats/comparison.ts';
import type { Identity, InvalidRuns, TaskRow, TierRow, VerdictRecord } from '../formats/verdict-record.ts';

/** The result as one side of a comparison with a baseline. */
export function headSample(evidence: Evidence): Sample & { tasks: TaskRow[] } {
  return { identity: identityOf(evidence), tasks: collectRuns(evidence).map(taskRow) };
}

/** The valid runs so far of each task that counts, to decide whether more are needed. */
export function runsSoFar(evidence: Evidence, { quarantined }: Pick<Gate, 'quarantined'>): RunsSoFar[] {
  const runs = collectRuns(evidence).map((task) => ({
    taskId: task.task_id,
    ...validRuns(task.runs),
    made: task.runs.length,
  }));
  return judgedRows(runs, quarantined);
}

/**
 * Decides from valid runs only: `inconclusive` if too little is known, else `fail` or `pass` by the thresholds and the
 * comparison with the baseline. Every number is recomputed from runs; the harness's own are only quoted.
 *
 * @param comparison with a baseline; null if none was asked for
 */
export function judge(evidence: Evidence, gate: Gate, comparison: Comparison | null = null): VerdictRecord {
  const everything = collectRuns(evidence);
  const rows = everything.map(taskRow);
  const quarantine = gate.quarantined.length === 0 ? undefined : quarantineOf(rows, gate.quarantined);
  const left = new Set(quarantine?.tasks);
  const collected = everything.filter((task) => !left.has(task.task_id));
  const runs = collected.flatMap((task) => task.runs);
  const confirming = collected.flatMap((task) => task.confirming);
  const tasks = judgedRows(rows, gate.quarantined);
  const scored = scoresOf(tasks);
  const score = scoreOf(tasks);
  const { threshold } = gate;
  const isSequential = evidence.isSequential === true && threshold !== null && score !== null;
  const facts: Facts = {
    sequential: isSequential ? outcomeOf(runsSoFar(evidence, gate), { threshold }) : undefined,
    evidence,
    gate,
    comparison,
    tasks,
    score,
    tiers: tierRows(tasks, gate),
    coverage: {
      ...coverageOf(runs, evidence, gate),
      ...(confirming.length === 0 ? {} : { confirming: countsOf(confirming) }),
    },
    harness: harnessFigures(evidence.result, scoreOf(rows)),
    quarantine,
    model: identityOf(evidence).model,
  };
  const known = comparison?.history?.drift ?? null;
  const nextDrift = known === null ? undefined : driftOfDrop(known, 1);
  const decision = decide(facts);
  return {
    schemaVersion: 1,
    ...decision,
    notes: notesOf(facts).filter((note) => !decision.reasons.includes(note)),
    identity: identityOf(evidence),
    resultTimestamp: evidence.result?.timestamp ?? '',
    score,
    threshold: gate.threshold,
    intervals: {
      overTasks: score === null ? null : bootstrapInterval(scored),
      overRuns:
        score === null
          ? null
          : nextEvalInterval(collected.map((task) => validRuns(task.runs)).filter(hasRuns), score, nextDrift),
    },
    coverage: facts.coverage,
    tiers: facts.tiers,
    tasks: rows.map((row) => (left.has(row.taskId) ? { ...row, quarantined: true } : row)),
    totals: totalsOf(
      everything.flatMap((task) => [...task.runs, ...task.confirming]),
      evidence,
    ),
    harness: facts.harness,
    comparison,
    ...(evidence.wire === undefined ? {} : { wire: evidence.wire.totals }),
    ...(facts.sequential === undefined ? {} : { sequential: facts.sequential }),
    ...(quarantine === undefined ? {} : { quarantine }),
    ...(gate.requiredTasks.length === 0 ? {} : { requiredTasks: [...gate.requiredTasks] }),
  };
}

function scoresOf(tasks: readonly TaskRow[]): number[] {
  return tasks.flatMap((task) => (task.score === null ? [] : [task.score]));
}

function scoreOf(tasks: readonly TaskRow[]): number | null {
  const scores = scoresOf(tasks);
  return scores.length === 0 ? null : overallScoreOf(scores);
}

function totalsOf(runs: readonly Run[], { priceKnown, wire }: Evidence): VerdictRecord['totals'] {
  const runDurationMs = sum(runs, (run) => run.durationMs);
  const ofRuns = priceKnown ? sum(runs, (run) => run.costUsd) : null;
  if (wire !== undefined) {
    const { inputTokens, outputTokens } = wire.totals;
    const costUsd = wire.totals.costUsd ?? ofRuns;
    return { costUsd, totalTokens: totalTokens(wire.totals), inputTokens, outputTokens, runDurationMs };
  }
  return {
    costUsd: ofRuns,
    totalTokens: sum(runs, (run) => run.totalTokens),
    inputTokens: sum(runs, (run) => run.inputTokens),
    outputTokens: sum(runs, (run) => run.outputTokens),
    runDurationMs,
  };
}

/** The row of a task, by its planned runs: a score falls with the number of runs, and suspects would have more of them. */
function taskRow(task: TaskRuns): TaskRow {
  const { scores, passes, ...counts } = runsRow(task.runs);
  return {
    taskId: task.task_id,
    tier: task.tier,
    family: task.family,
    score: scores.length === 0 ? null : taskScoreOf(scores, passes),
    meanRunScore: scores.length === 0 ? null : mean(scores),
    reliability: scores.length === 0 ? null : reliabilityOf(scores, passes).score,
    scores,
    passes,
    ...counts,
    ...failuresOfTask(task),
    ...(task.confirming.length === 0
      ? {}
      : { confirming: { ...runsRow(task.confirming), failureModes: modesOf(task.confirming) } }),
  };
}

function runsRow(runs: readonly Run[]): NonNullable<TaskRow['confirming']> {
  const { scores, passed } = validRuns(runs);
  return {
    scores,
    scoredRuns: runs.filter(isValid).map(({ health }) => health.runIndex),
    passes: passed.filter(Boolean).length,
    runs: { planned: runs.length, valid: scores.length },
    invalid: invalidGroups(runs),
    meanDurationMs: mean(runs.map((run) => run.durationMs)),
    totalTokens: sum(runs, (run) => run.totalTokens),
    costUsd: sum(runs, (run) => run.costUsd),
  };
}

/** How the valid runs failed that did not pass. */
function failuresOfTask({ runs, summedModes }: TaskRuns): Pick<TaskRow, 'failureModes' | 'firstFailure'> {
  const failed = runs.filter((run) => isValid(run) && !run.passed);
  const firstFailure = failed.find((run) => run.firstFailure !== null)?.firstFailure;
  return {
    failureModes: summedModes ?? modesOf(runs),
    ...(firstFailure ? { firstFailure } : {}),
  };
}

function modesOf(runs: readonly Run[]): Record<string, number> {
  const modes = new Map<string, number>();
  for (const run of runs)
    if (isValid(run) && !run.passed && run.failureMode !== null)
      modes.set(run.failureMode, (modes.get(run.failureMode) ?? 0) + 1);
  return Object.fromEntries(modes);
}

function isValid(run: Run): run is Run & { score: number } {
  return run.health.class === 'valid' && run.score !== null;
}

function validRuns(runs: readonly Run[]): { scores: number[]; passed: boolean[] } {
  const valid = runs.filter(isValid);
  return { scores: valid.map((run) => run.score), passed: valid.map((run) => run.passed) };
}

const hasRuns = ({ scores }: { scores: readonly number[] }): boolean => scores.length > 0;

function tierRows(tasks: readonly TaskRow[], { tierThresholds }: Gate): TierRow[] {
  return [...new Set(tasks.map((task) => task.tier))].map((tier) => {
    const scores = tasks.flatMap((task) => (task.tier === tier && task.score !== null ? [task.score] : []));
    return {
      tier,
      tasks: scores.length,
      score: scores.length === 0 ? null : overallScoreOf(scores),
      interval: scores.length === 0 ? null : bootstrapInterval(scores),
      threshold: Object.hasOwn(tierThresholds, tier) ? tierThresholds[tier]! : null,
    };
  });
}

function coverageOf(
  runs: readonly Run[],
  { droppedTasks }: Evidence,
  { minCoverage }: Gate,
): VerdictRecord['coverage'] {
  const { planned, valid, invalid } = countsOf(runs);
  return {
    planned,
    valid,
    ratio: planned === 0 ? 0 : valid / planned,
    minimum: minCoverage,
    certainty: runs.some((run) => run.health.certainty === 'likely') ? 'likely' : 'sure',
    invalid,
    droppedTasks: [...droppedTasks].sort(),
  };
}

function countsOf(runs: readonly Run[]): NonNullable<VerdictRecord['coverage']['confirming']> {
  return { planned: runs.length, valid: runs.filter(isValid).length, invalid: invalidGroups(runs) };
}

/** Invalid runs by class and code, the most frequent first. */
function invalidGroups(runs: readonly Run[]): InvalidRuns[] {
  const groups = new Map<string, InvalidRuns>();
  for (const run of runs) {
    if (isValid(run)) continue;
    const { class: kind, code, cause } = run.health;
    const group = groups.get(`${kind} ${code}`) ?? { class: kind, code, runs: 0, cause };
    groups.set(`${kind} ${code}`, { ...group, runs: group.runs + 1 });
  }
  return [...groups].sort(([a, x], [b, y]) => y.runs - x.runs || (a < b ? -1 : 1)).map(([, group]) => group);
}

function identityOf({ result, identity, wire }: Evidence): Identity {
  return {
    model: identity.model ?? result?.model ?? '',
    judgeModel: identity.judgeModel ?? result?.judge_model ?? '',
    harnessVersion: identity.harnessVersion ?? result?.benchmark_version ?? '',
    openclawVersion: identity.openclawVersion ?? (result?.openclaw_version || null),
    taskFingerprint: identity.taskFingerprint ?? result?.task_snapshot_fingerprint ?? '',
    concurrency: identity.concurrency ?? null,
    images: identity.images ?? {},
    ...(identity.agentFiles === undefined ? {} : { agentFiles: identity.agentFiles }),
    ...(identity.ownTasks === undefined ? {} : { ownTasks: identity.ownTasks }),
    ...(identity.taskContents === undefined ? {} : { taskContents: identity.taskContents }),
    ...(identity.clawbenchArgs === undefined ? {} : { clawbenchArgs: identity.clawbenchArgs }),
    ...servedModelsOf(identity, wire),
  };
}

function servedModelsOf(
  { servedModels }: Partial<Identity>,
  wire: EvalWire | undefined,
): Pick<Identity, 'servedModels'> {
  if (wire !== undefined && wire.servedModels.length > 0) return { servedModels: wire.servedModels };
  return servedModels === undefined ? {} : { servedModels };
}

function harnessFigures(result: BenchmarkResult | null, score: number | null): VerdictRecord['harness'] {
  if (result === null) return null;
  return {
    score: result.overall_score,
    lower: result.overall_ci_lower,
    upper: result.overall_ci_upper,
    agrees: score !== null && Math.abs(score - result.overall_score) < 1e-9,
  };
}
