/** The sum of a value over items. */
export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** The plain mean. `mean` in bootstrap.ts adds in numpy's order, for figures that must equal the harness's. */
export function meanOf(values: readonly number[]): number {
  return sum(values, (value) => value) / values.length;
}

/** Two numbers with as many digits as it takes to tell them apart. @param leastDigits after the point */
export function tellApart(a: number, b: number, leastDigits: number): [string, string] {
  for (let digits = leastDigits; digits < 10; digits += 1) {
    if (a === b || a.toFixed(digits) !== b.toFixed(digits)) return [a.toFixed(digits), b.toFixed(digits)];
  }
  return [String(a), String(b)];
}
