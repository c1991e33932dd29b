/** The sum of a value over items. */
export function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

/** The plain mean. `mean` in bootstrap.ts adds in numpy's order, for figures that must equal the harness's. */
export function meanOf(values: readonly number[]): number {
  return sum(values, (value) => value) / values.length;
}
