import { describe, expect, it } from 'vitest';
import { nextRound } from '../../../src/eval/next-round.ts';
import { firstRuns } from '../../../src/plan/run-settings.ts';
import { armBaseline } from '../../../src/result/verdict/base-arm.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import type { BenchmarkResult } from '../../../src/result/formats/benchmark.ts';
import { poolBaselines } from '../../../src/result/verdict/judge-against.ts';
import type { Evidence } from '../../../src/result/verdict/evidence.ts';
import { NO_GATE } from '../../../src/result/verdict/gate.ts';
import { rebuildResult } from '../../../src/result/stats/rebuild.ts';
import { evidenceOf } from '../../fixtures/evidence.ts';
import { benchmark, runFilesFor } from '../../fixtures/result.ts';

const real = benchmark('benchmark-27tasks-2026.7.35.json');
const ids = new Set(real.task_results.map((task) => task.task_id));
const gate = { ...NO_GATE, threshold: 0.5, minCoverage: 0.9, maxRegression: 0.03, confirmRuns: 9 };
const wanted = { runs: 3, maxRuns: 5, gate } as const;

/** Runs of each of the 27 tasks of a real result, scored `change` above its task's score. */
function evalOf(runs: number, change: (run: number) => number): BenchmarkResult {
  const entries = [...runFilesFor(real).values()].flatMap((entry) =>
    Array.from({ length: runs }, (_, run) => ({
      ...entry,
      run_index: run,
      run_score: Math.min(1, Math.max(0, entry.run_score + change(run))),
    })),
  );
  return rebuildResult(real, entries);
}

const wobble = (run: number): number => [-0.05, 0, 0.05][run % 3]!;
const before = evalOf(3, wobble);
const main = poolBaselines([{ name: 'main', record: recordOf(before, runFilesFor(before)) }]);
const worse = evidenceOf(evalOf(3, (run) => wobble(run) - 0.12));

describe('the next round', () => {
  it('does not exist if no regression is suspected and runs is a number', () => {
    expect(
      nextRound(evidenceOf(before), main, wanted, { askable: ids, isConfirmed: false, inBase: null }),
    ).toBeNull();
    expect(nextRound(worse, null, wanted, { askable: ids, isConfirmed: false, inBase: null })).toBeNull();
    expect(
      nextRound(
        worse,
        main,
        { ...wanted, gate: { ...gate, confirmRuns: 0 } },
        { askable: ids, isConfirmed: false, inBase: null },
      ),
    ).toBeNull();
  });

  it('repeats suspected tasks, once', () => {
    const round = nextRound(worse, main, wanted, { askable: ids, isConfirmed: false, inBase: null });
    expect(round).toMatchObject({ runs: 12, confirms: true });
    expect(round?.why).toMatch(/^A regression is suspected: 9 more runs of 27 tasks will tell/);
    expect(nextRound(worse, main, wanted, { askable: ids, isConfirmed: true, inBase: null })).toBeNull();
  });

  it('only has tasks whose pod can still be asked', () => {
    const [first = ''] = ids;
    expect(
      nextRound(worse, main, wanted, { askable: new Set([first]), isConfirmed: false, inBase: null })?.tasks,
    ).toEqual([first]);
    expect(
      nextRound(worse, main, wanted, { askable: new Set(), isConfirmed: false, inBase: null }),
    ).toBeNull();
  });

  it('does not exist for a result that is inconclusive anyway', () => {
    const half = { ...worse, health: worse.health.map((run, i) => (i % 2 === 0 ? run : dead(run))) };
    expect(nextRound(half, main, wanted, { askable: ids, isConfirmed: false, inBase: null })).toBeNull();
  });

  it('with runs: auto goes on until the threshold is decided, and not beyond max-runs', () => {
    const auto = { ...wanted, runs: 'auto' } as const;
    expect(firstRuns(auto)).toBe(1);
    const first = nextRound(evidenceOf(evalOf(1, () => 0)), null, auto, {
      askable: ids,
      isConfirmed: false,
      inBase: null,
    });
    expect(first).toMatchObject({ runs: 2, confirms: false });
    const clear = evidenceOf(evalOf(3, () => 0));
    expect(
      nextRound(
        clear,
        null,
        { ...auto, gate: { ...gate, threshold: 0.05 } },
        { askable: ids, isConfirmed: false, inBase: null },
      ),
    ).toBeNull();
    expect(
      nextRound(clear, null, { ...auto, maxRuns: 3 }, { askable: ids, isConfirmed: false, inBase: null }),
    ).toBeNull();
  });

  it('with runs: auto takes the tasks that can still be asked, even if others are noisier', () => {
    const auto = { ...wanted, runs: 'auto', gate: { ...gate, threshold: 0.37 } } as const;
    const input = evidenceOf(evalOf(1, () => 0));
    const best = new Set(
      nextRound(input, null, auto, { askable: ids, isConfirmed: false, inBase: null })?.tasks,
    );
    const others = new Set([...ids].filter((task) => !best.has(task)));
    expect(best.size).toBe(9);
    const round = nextRound(input, null, auto, { askable: others, isConfirmed: false, inBase: null });
    expect(round?.tasks.length).toBe(9);
    expect(round?.tasks.filter((task) => best.has(task))).toEqual([]);
    expect(nextRound(input, null, auto, { askable: new Set(), isConfirmed: false, inBase: null })).toBeNull();
  });
});

describe('a suspicion that both sides are to confirm', () => {
  const both = { ...wanted, gate: { ...gate, confirmBy: 'both' } } as const;
  const state = { askable: ids, isConfirmed: false, inBase: ids };
  const arm = armBaseline('base abc1234', recordOf(before, runFilesFor(before)));

  it('gives each side half of the runs, by its own number of runs', () => {
    const round = nextRound(worse, arm, both, state);
    expect(round).toMatchObject({ runs: 8, confirms: true, base: { runs: 8 } });
    expect(round?.base?.tasks).toEqual(round?.tasks);
    expect(round?.why).toMatch(
      /^A regression is suspected: 5 fresh runs of 27 tasks on both sides will tell/,
    );
    expect(nextRound(worse, main, both, state)).toMatchObject({ runs: 8, base: { runs: 5 } });
  });

  it('is confirmed by head alone without a base arm, or if that is asked for', () => {
    expect(nextRound(worse, main, both, { ...state, inBase: null })).toMatchObject({ runs: 12, base: null });
    expect(nextRound(worse, arm, wanted, state)).toMatchObject({ runs: 12, base: null });
    expect(nextRound(worse, arm, both, { ...state, inBase: new Set() })).toMatchObject({
      runs: 12,
      base: null,
    });
  });

  it('is confirmed by head alone where half of the runs of these tasks could confirm nothing', () => {
    const few = { ...both, gate: { ...both.gate, confirmRuns: 3 } };
    const [first = '', second = ''] = ids;
    const of = (tasks: string[]): ReturnType<typeof nextRound> =>
      nextRound(worse, arm, few, { ...state, inBase: new Set(tasks), askable: new Set(tasks) });
    expect(of([first])).toMatchObject({ tasks: [first], runs: 6, base: null });
    expect(of([first, second])).toMatchObject({ runs: 5, base: { runs: 5 } });
  });

  it('only has tasks that can be asked for on both sides', () => {
    const [first = '', second = ''] = ids;
    const round = nextRound(worse, arm, both, {
      ...state,
      inBase: new Set([first, second]),
      askable: new Set([first]),
    });
    expect(round).toMatchObject({ tasks: [first], base: { tasks: [first], runs: 8 } });
  });

  it('does not exist beside a base arm that is lost', () => {
    const lost = { ...arm, lost: { code: 'evicted' as const, sentence: 'The base arm is lost.' } };
    expect(nextRound(worse, lost, both, state)).toBeNull();
  });
});

function dead(run: Evidence['health'][number]): Evidence['health'][number] {
  return { ...run, class: 'no-answer' };
}
