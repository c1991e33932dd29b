import { mean, sampleDeviation } from './bootstrap.ts';
import type { TaskStats } from '../formats/benchmark.ts';

/**
 * ClawBench's own formulas (stats.py and harness.py of openclaw/clawbench), so that a score recomputed from valid runs
 * means the same as the one in its file. All scores are 0..1.
 */

interface Reliability {
  passRate: number;
  /** Every run passed ("pass^k"). */
  allPassed: boolean;
  /** 1 without any spread, 0 for a standard deviation of 0.2 or more. */
  varianceScore: number;
  score: number;
}

/** `reliability = 0.5·[all runs pass] + 0.3·pass rate + 0.2·max(0, 1 − sd/0.2)`, sd with n − 1. */
export function reliabilityOf(scores: readonly number[], passes: number): Reliability {
  if (scores.length === 0) return { passRate: 0, allPassed: false, varianceScore: 0, score: 0 };
  const passRate = passes / scores.length;
  const allPassed = passes === scores.length;
  const varianceScore = Math.max(0, 1 - sampleDeviation(scores) / 0.2);
  return {
    passRate,
    allPassed,
    varianceScore,
    score: 0.5 * (allPassed ? 1 : 0) + 0.3 * passRate + 0.2 * varianceScore,
  };
}

/**
 * `task score = 0.9·mean(run scores) + 0.1·reliability`.
 *
 * @param passes how many of the runs passed
 */
export function taskScoreOf(scores: readonly number[], passes: number): number {
  return scores.length === 0 ? 0 : 0.9 * mean(scores) + 0.1 * reliabilityOf(scores, passes).score;
}

/** The headline score: the plain mean of the task scores. */
export function overallScoreOf(taskScores: readonly number[]): number {
  return mean(taskScores);
}

/** How many runs of a task passed, according to the file. */
export function passesOf(task: TaskStats): number {
  return Math.round(task.pass_rate * task.runs);
}

/** Which runs of a task passed, if only their number is known. Passing takes a minimum score, so it must be the best ones. */
export function passedRuns(scores: readonly number[], passes: number): boolean[] {
  const order = [...scores.keys()].toSorted((a, b) => scores[b]! - scores[a]! || a - b);
  const best = new Set(order.slice(0, passes));
  return scores.map((_, run) => best.has(run));
}
