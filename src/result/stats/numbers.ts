/** The sum of a value over items. */
export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** The plain mean. `mean` in bootstrap.ts adds in numpy's order, for figures that must equal the harness's. */
export function meanOf(values: readonly number[]): number {
  return sum(values, (value) => value) / values.length;
}

/** Scores are sums of rounded numbers, so those that differ by no more than this are equal. */
const TOLERANCE = 1e-9;

/** Whether a score is below a bound, by more than rounding explains. */
export function isBelow(score: number, bound: number): boolean {
  return score < bound - TOLERANCE;
}

/** Whether a score, or a change of it, is above a bound, by more than rounding explains. */
export function isAbove(score: number, bound: number): boolean {
  return score > bound + TOLERANCE;
}

/** Two numbers with as many digits as it takes to tell them apart; equal ones alike. @param leastDigits after the point */
export function tellApart(a: number, b: number, leastDigits: number): [string, string] {
  if (!isBelow(a, b) && !isAbove(a, b)) return [b.toFixed(leastDigits), b.toFixed(leastDigits)];
  for (let digits = leastDigits; digits < 10; digits += 1) {
    if (a.toFixed(digits) !== b.toFixed(digits)) return [a.toFixed(digits), b.toFixed(digits)];
  }
  return [String(a), String(b)];
}
