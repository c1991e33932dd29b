import { describe, expect, it } from 'vitest';
import { confirmBothSides, runsOfEachSide } from '../../../src/result/stats/both-sides.ts';
import { seededRandom } from '../../../src/result/stats/random.ts';

const gate = { alpha: 0.05, maxRegression: 0.03 };
const task = (taskId: string, baseline: number[], head: number[]) => ({ taskId, baseline, head });

describe('confirmBothSides', () => {
  it('gives each side half of the runs, and both the odd one', () => {
    expect([1, 2, 9, 10].map(runsOfEachSide)).toEqual([1, 1, 5, 5]);
  });

  it('decides on the fresh runs alone, at α', () => {
    // One way of 252 to choose five of ten runs, divided by the nine tenths that the test of the mean drop may use.
    const fresh = [task('t', [0.9, 0.91, 0.92, 0.93, 0.94], [0.5, 0.51, 0.52, 0.53, 0.54])];
    const { test, drop, regressed } = confirmBothSides(fresh, 1, { gate });
    expect(test.pValue).toBeCloseTo(1 / 252 / 0.9, 9);
    expect(drop).toBeCloseTo(0.4, 9);
    expect(regressed).toBe(true);
    expect(confirmBothSides([task('t', [0.9, 0.2, 0.9], [0.9, 0.2, 0.8])], 1, { gate }).regressed).toBe(
      false,
    );
  });

  it('takes the tasks that are not suspect for unchanged', () => {
    const fresh = [task('t', [0.9, 0.91, 0.92, 0.93, 0.94], [0.5, 0.51, 0.52, 0.53, 0.54])];
    expect(confirmBothSides(fresh, 10, { gate })).toMatchObject({ regressed: true });
    expect(confirmBothSides(fresh, 20, { gate }).drop).toBeCloseTo(0.02, 9);
    expect(confirmBothSides(fresh, 20, { gate }).regressed).toBe(false);
  });

  it('lets a drop of exactly the allowed size pass', () => {
    const fresh = Array.from({ length: 9 }, (_, i) => task(`t${i}`, [0.7, 0.7, 0.7], [0.67, 0.67, 0.67]));
    expect(confirmBothSides(fresh, 9, { gate })).toMatchObject({ regressed: false });
    expect(confirmBothSides(fresh, 9, { gate: { ...gate, maxRegression: 0.029 } }).regressed).toBe(true);
  });

  it('is not deceived by what both sides share', () => {
    const random = seededRandom(3);
    const trials = 200;
    let red = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      // The hour takes up to 0.3 from both.
      const hour = 0.3 * random.unit();
      const draw = (): number[] => Array.from({ length: 5 }, () => 0.5 + 0.4 * random.unit() - hour);
      const fresh = Array.from({ length: 8 }, (_, i) => task(`t${i}`, draw(), draw()));
      if (confirmBothSides(fresh, 8, { gate, deals: 1000 }).regressed) red += 1;
    }
    // 0.05 and three standard errors of 200 trials.
    expect(red / trials).toBeLessThan(0.097);
  });

  it('confirms nothing without fresh runs', () => {
    expect(confirmBothSides([], 27, { gate })).toMatchObject({ drop: 0, regressed: false });
  });
});
