import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecast, usageOf } from '../../../src/result/stats/forecast.ts';
import { nextEvalInterval, runNoiseInterval, studentT975 } from '../../../src/result/stats/noise.ts';
import { recordOf } from '../../../src/result/verdict/baseline.ts';
import { seededRandom, standardNormal, type Random } from '../../../src/result/stats/random.ts';
import { overallScoreOf, taskScoreOf } from '../../../src/result/stats/score.ts';
import { nextStep, type RunsSoFar } from '../../../src/result/stats/sequential.ts';
import { benchmark } from '../../fixtures/result.ts';

const rules = { threshold: 0.6, maxRuns: 4 };
const task = (id: number, scores: number[]): RunsSoFar => ({
  taskId: `t${id + 10}`,
  scores,
  passed: scores.map((value) => value >= 0.7),
  made: scores.length,
});
const suite = (scoresOf: (id: number) => number[]): RunsSoFar[] =>
  Array.from({ length: 27 }, (_, i) => task(i, scoresOf(i)));

describe('nextStep', () => {
  it('begins with one run of each task', () => {
    const step = nextStep(
      suite(() => []),
      rules,
    );
    expect(step).toMatchObject({ done: false, runs: 1 });
    expect(step).toHaveProperty('tasks.length', 27);
  });

  it('repeats a third of the tasks before it trusts any score', () => {
    const step = nextStep(
      suite(() => [0.99]),
      rules,
    );
    expect(step).toMatchObject({ done: false, runs: 2 });
    expect(step).toHaveProperty('tasks.length', 9);
  });

  it('stops at once where the score is far from the threshold', () => {
    expect(
      nextStep(
        suite((i) => (i < 9 ? [0.95, 0.9] : [0.93])),
        rules,
      ),
    ).toEqual({ done: true, outcome: 'above' });
    expect(
      nextStep(
        suite((i) => (i < 9 ? [0.2, 0.25] : [0.2])),
        rules,
      ),
    ).toEqual({ done: true, outcome: 'below' });
  });

  it('goes on where it is near, with the noisiest tasks', () => {
    const near = suite((i) => (i < 4 ? [0.3, 0.9] : [0.6, 0.6]));
    const step = nextStep(near, { ...rules, threshold: 0.55 });
    expect(step).toMatchObject({ done: false, runs: 3 });
    expect(step).toHaveProperty('tasks', expect.arrayContaining(['t10', 't11', 't12', 't13']));
  });

  it('runs a task again whose runs were invalid, but not for ever', () => {
    const [first, ...rest] = suite(() => [0.95, 0.95]);
    const spoilt = (made: number): RunsSoFar[] => [{ ...first!, scores: [], passed: [], made }, ...rest];
    expect(nextStep(spoilt(2), rules)).toEqual({ done: false, tasks: ['t10'], runs: 3 });
    expect(nextStep(spoilt(4), rules)).toEqual({ done: true, outcome: 'above' });
    expect(nextStep([{ ...first!, scores: [], passed: [], made: 4 }], rules)).toEqual({
      done: true,
      outcome: 'too-close',
    });
  });

  it('calls it too close at max-runs', () => {
    const near = suite(() => [0.5, 0.7, 0.6, 0.58]);
    const threshold = taskScoreOf(near[0]!.scores, 1);
    expect(nextStep(near, { ...rules, threshold })).toEqual({ done: true, outcome: 'too-close' });
  });

  it('takes a score that rounding alone puts below the threshold for one that reaches it', () => {
    const spread = suite(() => [0.2, 0.9, 0.2, 0.9]);
    const threshold = taskScoreOf(spread[0]!.scores, 2) + 5e-10;
    // So wide a margin makes the smallest distance clear.
    expect(nextStep(spread, { ...rules, threshold, margin: 1e12 })).toEqual({ done: true, outcome: 'above' });
  });

  it('always ends, within max-runs of each task', () => {
    const run = fc.integer({ min: 0, max: 100 }).map((value) => value / 100);
    fc.assert(
      fc.property(
        fc.array(run, { minLength: 200, maxLength: 200 }),
        run,
        fc.integer({ min: 1, max: 5 }),
        (pool, threshold, maxRuns) => {
          let next = 0;
          let tasks = Array.from({ length: 7 }, (_, i) => task(i, []));
          for (let steps = 0; ; steps += 1) {
            expect(steps).toBeLessThan(60);
            const step = nextStep(tasks, { threshold, maxRuns });
            if (step.done) break;
            expect(step.runs).toBeLessThanOrEqual(maxRuns);
            tasks = tasks.map((each, i) => {
              if (!step.tasks.includes(each.taskId)) return each;
              const more = Array.from(
                { length: step.runs - each.scores.length },
                () => pool[next++ % pool.length]!,
              );
              return task(i, [...each.scores, ...more]);
            });
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('nextEvalInterval', () => {
  /** Makes a task: a source of scores of its runs. */
  type NewTask = (random: Random) => () => number;

  const noisy =
    (deviation: number): NewTask =>
    (random) => {
      const mean = random.unit();
      const normal = standardNormal(random);
      return () => Math.min(1, Math.max(0, mean + deviation * normal()));
    };
  /** Solved or not, some tasks nearly always and some nearly never. */
  const solvedOrNot: NewTask = (random) => {
    const chance = Math.sin((Math.PI / 2) * random.unit()) ** 2;
    const [floor, top] = [0.22 + 0.2 * random.unit(), 0.9 + 0.1 * random.unit()];
    return () => (random.unit() < chance ? top : floor);
  };

  it('needs a repeated run', () => {
    expect(nextEvalInterval([{ scores: [0.5], passed: [false] }], 0.5)).toBeNull();
  });

  it('is no point where few runs happened to be alike, and nearly one where many were', () => {
    const alike = (tasks: number, runs: number): number => {
      const one = {
        scores: Array.from({ length: runs }, () => 0.5),
        passed: Array.from({ length: runs }, () => false),
      };
      const { lower, upper } = nextEvalInterval(
        Array.from({ length: tasks }, () => one),
        0.47,
      )!;
      return upper - lower;
    };
    expect(alike(1, 3)).toBeGreaterThan(0.4);
    expect(alike(27, 10)).toBeLessThan(0.03);
  });

  it.each([
    ['noise 0.15', 27, 3, noisy(0.15)],
    ['noise 0.25', 27, 3, noisy(0.25)],
    ['noise 0.35', 27, 3, noisy(0.35)],
    ['noise 0.35', 5, 3, noisy(0.35)],
    ['solved or not', 27, 3, solvedOrNot],
    ['solved or not', 5, 3, solvedOrNot],
    ['solved or not', 2, 3, solvedOrNot],
    ['solved or not', 1, 3, solvedOrNot],
    ['solved or not', 1, 10, solvedOrNot],
  ])('holds the score of the next evaluation in 93 to 97 of 100: %s, %i × %i', (_, tasks, runs, newTask) => {
    const evaluate = (all: (() => number)[]) =>
      all.map((run) => {
        const scores = Array.from({ length: runs }, run);
        return { scores, passed: scores.map((score) => score >= 0.7) };
      });
    const scoreOf = (all: ReturnType<typeof evaluate>): number =>
      overallScoreOf(all.map(({ scores, passed }) => taskScoreOf(scores, passed.filter(Boolean).length)));
    const random = seededRandom(100 * tasks + runs);
    const trials = 1500;
    let within = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const drawn = Array.from({ length: tasks }, () => newTask(random));
      const now = evaluate(drawn);
      const { lower, upper } = nextEvalInterval(now, scoreOf(now))!;
      const next = scoreOf(evaluate(drawn));
      if (lower - 1e-9 <= next && next <= upper + 1e-9) within += 1;
    }
    // The error of 1500 trials is 0.6 %.
    expect(within / trials).toBeGreaterThan(0.92);
    expect(within / trials).toBeLessThan(0.98);
  });
});

describe('runNoiseInterval', () => {
  it('needs a repeated run', () => {
    expect(runNoiseInterval([{ scores: [0.5], passed: [false] }], 0.5)).toBeNull();
  });

  it('is a point where runs do not vary', () => {
    const still = [{ scores: [0.5, 0.5, 0.5], passed: [false, false, false] }];
    expect(runNoiseInterval(still, 0.47)).toEqual({ lower: 0.47, upper: 0.47 });
  });

  it.each([3, 8])('holds the true score in about 95 of 100 evals of %i runs', (runs) => {
    const normal = standardNormal(seededRandom(runs));
    const draw = (): { scores: number[]; passed: boolean[] }[] =>
      Array.from({ length: 15 }, (_, i) => {
        const scores = Array.from({ length: runs }, () => Math.min(1, Math.max(0, i / 15 + 0.2 * normal())));
        return { scores, passed: scores.map((value) => value >= 0.7) };
      });
    const scoreOf = (tasks: ReturnType<typeof draw>): number =>
      overallScoreOf(tasks.map(({ scores, passed }) => taskScoreOf(scores, passed.filter(Boolean).length)));
    let truth = 0;
    for (let i = 0; i < 4000; i += 1) truth += scoreOf(draw()) / 4000;
    let within = 0;
    for (let i = 0; i < 500; i += 1) {
      const tasks = draw();
      const { lower, upper } = runNoiseInterval(tasks, scoreOf(tasks))!;
      if (lower <= truth && truth <= upper) within += 1;
    }
    expect(within / 500).toBeGreaterThan(0.92);
    expect(within / 500).toBeLessThan(0.985);
  });

  it.each([
    [1, 12.7062],
    [2, 4.30265],
    [3, 3.18245],
    [5, 2.57058],
    [10, 2.22814],
    [54, 2.00488],
  ])("knows Student's t at %i degrees of freedom", (freedom, t) => {
    expect(studentT975(freedom)).toBeCloseTo(t, freedom === 3 ? 1 : 2);
  });
});

describe('forecast', () => {
  const work = {
    tasks: [
      { taskId: 'a', runs: 3 },
      { taskId: 'b', runs: 3 },
    ],
    shards: 1,
    concurrency: 1,
  };
  const run = (
    taskId: string,
    factor: number,
  ): { taskId: string; durationMs: number; tokens: number; costUsd: number } => ({
    taskId,
    durationMs: 60_000 * factor,
    tokens: 1000 * factor,
    costUsd: 0.1 * factor,
  });

  it('is nothing without anything known', () => {
    expect(forecast([], work)).toBeNull();
  });

  it('expects what the tasks used before', () => {
    const found = forecast([run('a', 1), run('a', 1.1), run('b', 2), run('b', 2.2)], work)!;
    expect(found.tokens.expected).toBeGreaterThan(8500);
    expect(found.tokens.expected).toBeLessThan(10_500);
    expect(found.minutes.expected).toBeCloseTo(found.tokens.expected / 1000, 6);
    expect(found.costUsd!.low).toBeLessThan(found.costUsd!.expected);
    expect(found.costUsd!.high).toBeGreaterThan(found.costUsd!.expected);
    expect(found.basedOnRuns).toBe(4);
  });

  it('is less sure of tasks it knows nothing of', () => {
    const width = ({ low, high }: { low: number; high: number }): number => high / low;
    const known = forecast([run('a', 1), run('b', 2)], work)!;
    const unknown = forecast([run('c', 1), run('d', 2)], work)!;
    expect(width(unknown.tokens)).toBeGreaterThan(width(known.tokens));
  });

  it('takes less time with shards and concurrency, and the same tokens', () => {
    const known = [run('a', 1), run('b', 1)];
    const serial = forecast(known, work)!;
    const sharded = forecast(known, { ...work, shards: 2, concurrency: 3 })!;
    expect(sharded.minutes.expected).toBeLessThan(serial.minutes.expected / 2);
    expect(sharded.tokens).toEqual(serial.tokens);
  });

  it('has no cost where none is known', () => {
    const free = forecast([{ ...run('a', 1), costUsd: 0 }], work)!;
    expect(free.costUsd).toEqual({ low: 0, expected: 0, high: 0 });
  });

  it('reads the usage of a verdict record', () => {
    const record = recordOf(benchmark('benchmark-27tasks-2026.7.35.json'), null);
    const usage = usageOf(record);
    expect(usage).toHaveLength(27);
    expect(usage.find((each) => each.taskId === 't1-bugfix-discount')).toEqual({
      taskId: 't1-bugfix-discount',
      durationMs: 22_573,
      tokens: 95_377,
      // Nothing says what the model costs.
      costUsd: null,
    });
  });
});
