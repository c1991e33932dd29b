import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BenchmarkResult } from '../../src/result/benchmark.ts';
import { composeResult, mergeShards } from '../../src/result/merge.ts';
import { benchmark, sampleNames } from './result-fixtures.ts';

const whole = benchmark('benchmark-27tasks-2026.7.35.json');

/** What a harness would have written that ran only these tasks. */
function shardOf(tasks: BenchmarkResult['task_results']): BenchmarkResult {
  return composeResult(whole, tasks);
}

describe('mergeShards', () => {
  it.each(sampleNames)('gives back every number of %s from a single shard', (name) => {
    const result = benchmark(name);
    const merged = mergeShards([result]);
    for (const [field, value] of Object.entries(result)) {
      // The interval depends on the order of tasks, which is fixed here and random in the harness.
      if (field.startsWith('overall_ci')) continue;
      if (typeof value === 'number') expect(merged[field], field).toBeCloseTo(value, 12);
      if (typeof value === 'string' || field.endsWith('_counts')) expect(merged[field], field).toEqual(value);
    }
    expect(merged.environment).toEqual(result.environment);
    for (const tier of result.tier_results) {
      const same = merged.tier_results.find(({ tier: id }) => id === tier.tier)!;
      for (const [field, value] of Object.entries(tier)) {
        if (field.startsWith('ci_')) continue;
        if (typeof value === 'number') expect(same[field], field).toBeCloseTo(value, 12);
      }
    }
    expect(merged.scenario_results.map((scenario) => scenario.scenario)).toEqual(
      result.scenario_results.map((scenario) => scenario.scenario),
    );
    for (const [index, scenario] of result.scenario_results.entries()) {
      expect(merged.scenario_results[index]!.weighted_score).toBeCloseTo(scenario.weighted_score, 12);
    }
  });

  it('makes the same file of any number of shards in any order', () => {
    const one = mergeShards([whole]);
    fc.assert(
      fc.property(
        fc.array(fc.nat(4), { minLength: 27, maxLength: 27 }),
        fc.array(fc.double({ noNaN: true }), { minLength: 27, maxLength: 27 }),
        (owners, keys) => {
          const shuffled = whole.task_results
            .map((task, index) => ({ task, owner: owners[index]!, key: keys[index]! }))
            .sort((a, b) => a.key - b.key);
          const shards = [0, 1, 2, 3, 4]
            .map((shard) => shuffled.filter(({ owner }) => owner === shard).map(({ task }) => task))
            .filter((tasks) => tasks.length > 0)
            .map(shardOf);
          expect(mergeShards(shards)).toEqual({ ...one, submission_id: shards[0]!.submission_id });
        },
      ),
      { numRuns: 10 },
    );
  });

  it('computes the fingerprints of the union', () => {
    const merged = mergeShards([
      shardOf(whole.task_results.slice(0, 9)),
      shardOf(whole.task_results.slice(9)),
    ]);
    expect(merged.task_snapshot_fingerprint).toBe(whole.task_snapshot_fingerprint);
    expect(merged.environment_checksum).toBe(whole.environment_checksum);
    expect(merged.environment.task_count).toBe(27);
  });

  it('refuses shards that ran the same task', () => {
    const shards = [shardOf(whole.task_results.slice(0, 9)), shardOf(whole.task_results.slice(8))];
    expect(() => mergeShards(shards)).toThrow(/Shards 0 and 1 can not be merged: both ran task/);
  });

  it('refuses shards of different models, versions or settings', () => {
    const [a, b] = [shardOf(whole.task_results.slice(0, 9)), shardOf(whole.task_results.slice(9))];
    expect(() => mergeShards([a, { ...b, model: 'openai/other' }])).toThrow(
      /model is "openai\/fake-1" in one/,
    );
    expect(() => mergeShards([a, { ...b, benchmark_version: '9' }])).toThrow(/benchmark_version/);
    expect(() => mergeShards([a, { ...b, environment: { ...b.environment, pool: 'x' } }])).toThrow(
      /"environment"/,
    );
  });

  it('refuses nothing', () => {
    expect(() => mergeShards([])).toThrow('There is no result to merge.');
  });
});
