import { describe, expect, it } from 'vitest';
import { studentQuantile, studentTail } from '../../../src/result/stats/student.ts';

describe("Student's t", () => {
  // Published tables (Abramowitz and Stegun, table 26.10), and the closed forms of one and two degrees of freedom.
  it.each([
    [0.05, 10, 1.812],
    [0.025, 5, 2.571],
    [0.025, 1, 12.706],
    [0.01, 30, 2.457],
    [0.0005, 4, 8.61],
    [0.025, 120, 1.98],
  ])('exceeds with a chance of %f, at %f degrees of freedom, %f', (tail, freedom, quantile) => {
    expect(studentQuantile(tail, freedom)).toBeCloseTo(quantile, 3);
    expect(studentTail(quantile, freedom)).toBeCloseTo(tail, 4);
    expect(studentTail(-quantile, freedom)).toBeCloseTo(1 - tail, 4);
  });

  it('is exact where there is a formula, and goes on between whole numbers', () => {
    for (const t of [-3, -0.4, 0, 0.1, 1, 2.5, 40]) {
      expect(studentTail(t, 1)).toBeCloseTo(0.5 - Math.atan(t) / Math.PI, 12);
      expect(studentTail(t, 2)).toBeCloseTo(0.5 - t / (2 * Math.sqrt(2 + t * t)), 12);
    }
    expect(studentTail(2, 1.6)).toBeLessThan(studentTail(2, 1));
    expect(studentTail(2, 1.6)).toBeGreaterThan(studentTail(2, 2));
    expect(studentTail(1.959964, 1e6)).toBeCloseTo(0.025, 5);
  });
});
