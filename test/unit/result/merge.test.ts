import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { composeResult, mergeShards } from '../../../src/result/stats/merge.ts';
import { benchmark, sampleNames } from '../../fixtures/result.ts';

const whole = benchmark('benchmark-27tasks-2026.7.35.json');

/** What a harness would have written that ran only these tasks. */
function shardOf(tasks: BenchmarkResult['task_results']): BenchmarkResult {
  return composeResult(whole, tasks);
}

/** Names of the figures in which two results differ, intervals apart: they depend on the order of tasks. */
function differences(actual: Record<string, unknown>, wanted: Record<string, unknown>): string[] {
  return Object.entries(wanted)
    .filter(([field, value]) => {
      if (/ci_(?:lower|upper)$/.test(field) || Array.isArray(value)) return false;
      if (typeof value !== 'number') return !isDeepStrictEqual(actual[field], value);
      return !(Math.abs(Number(actual[field]) - value) <= 1e-12 * Math.max(1, Math.abs(value)));
    })
    .map(([field]) => field);
}

describe('mergeShards', () => {
  it.each(sampleNames)('gives back every number of %s from a single shard', (name) => {
    const result = benchmark(name);
    const merged = mergeShards([result]);
    expect(differences(merged, result)).toEqual([]);
    expect(merged.environment).toEqual(result.environment);
    for (const tier of result.tier_results) {
      const same = merged.tier_results.find((other) => other.tier === tier.tier)!;
      expect(differences(same, tier)).toEqual([]);
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
    expect(() => mergeShards(shards)).toThrow(/Shards 0 and 1 cannot be merged: both ran task/);
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
