import { describe, expect, it } from 'vitest';
import { mergeShards } from '../../../src/result/stats/merge.ts';
import { rebuildResult, statsOf } from '../../../src/result/stats/rebuild.ts';
import { benchmark, runFile, runFilesFor } from '../../fixtures/result.ts';

const full = benchmark('benchmark-27tasks-2026.7.35.json');
const run = runFile('run-cache-entry.json');

describe('statsOf', () => {
  it("gives the harness's own summary of a real run", () => {
    const summary = full.task_results.find((task) => task.task_id === run.task_id);
    expect(statsOf([run])).toEqual(summary);
  });

  it('summarises several runs by the formulas of the harness', () => {
    const runs = [0, 1, 2].map((index) => ({
      ...run,
      run_index: index,
      run_score: [0.5, 1, 0.9][index]!,
      delivery_outcome: index === 0 ? 'partial' : 'pass',
      failure_mode: index === 0 ? 'tool_misuse' : null,
      duration_ms: [0, 1000, 3000][index]!,
    }));
    const stats = statsOf([runs[2]!, runs[0]!, runs[1]!]);
    expect(stats).toMatchObject({
      scores: [0.5, 1, 0.9],
      runs: 3,
      pass_at_1: false,
      pass_hat_k: false,
      worst_of_n: 0.5,
      high_variance: true,
      mean_duration_ms: 2000,
      median_duration_ms: 2000,
      p95_duration_ms: 2900,
      tokens_per_pass: 95_377,
      delivery_outcome_counts: { partial: 1, pass: 2 },
      failure_mode_counts: { tool_misuse: 1 },
    });
    expect(stats.mean_run_score).toBeCloseTo(0.8, 12);
    expect(stats.stddev).toBeCloseTo(Math.sqrt(0.07), 12);
    expect(stats.reliability_score).toBeCloseTo(0.2, 12);
    expect(stats.mean_task_score).toBeCloseTo(0.74, 12);
  });

  it('leaves runs the judge could not judge out of its figures', () => {
    const judged = (score: number, error: string | null): typeof run => ({
      ...run,
      judge_result: { ...run.judge_result, enabled: true, passed: true, score, error },
    });
    expect(statsOf([judged(0.8, null), { ...judged(0, 'no answer'), run_index: 1 }])).toMatchObject({
      judged_runs: 1,
      judge_error_count: 1,
      mean_judge_score: 0.8,
      judge_pass_rate: 1,
    });
  });
});

describe('rebuildResult', () => {
  it('gives what the harness would have written, from run files and its own head', () => {
    const tasks = new Map(full.task_results.map((task) => [task.task_id, task]));
    const files = [...runFilesFor(full).values()].map((file) => {
      const { pool, prompt_variant, subsets, scenario, query_weight, variant_group, variant_id } = tasks.get(
        file.task_id,
      )!;
      return { ...file, pool, prompt_variant, subsets, scenario, query_weight, variant_group, variant_id };
    });
    const rebuilt = rebuildResult(full, files);
    const merged = mergeShards([full]);
    for (const field of [
      'overall_score',
      'overall_reliability',
      'overall_weighted_query_score',
      'public_dev_score',
      'hard_subset_score',
    ] as const) {
      expect(rebuilt[field]).toBeCloseTo(merged[field], 12);
    }
    expect(rebuilt.overall_ci_lower).toBeCloseTo(merged.overall_ci_lower, 12);
    expect(rebuilt.task_snapshot_fingerprint).toBe(full.task_snapshot_fingerprint);
    expect(rebuilt.environment).toEqual(full.environment);
  });

  it('makes do without a file of the harness', () => {
    const rebuilt = rebuildResult({ model: 'openai/x' }, [run]);
    expect(rebuilt).toMatchObject({ model: 'openai/x', overall_score: 1, environment: { task_count: 1 } });
  });
});
