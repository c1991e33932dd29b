import { options } from './options.ts';

/** Prints figures and records which missed their target. */
export interface Marks {
  mark: (what: string, isReached: boolean, figure: string) => void;
  missed: readonly string[];
}

/** What the line of a mark begins with. */
export const REACHED = '  reached';
export const MISSED = '  MISSED ';

export function newMarks(): Marks {
  const missed: string[] = [];
  return {
    missed,
    mark(what, isReached, figure) {
      console.log(`${isReached ? REACHED : MISSED}  ${what}: ${figure}`);
      if (!isReached) missed.push(what);
    },
  };
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/**
 * A share with half of its 95 % interval, by the method of E. B. Wilson ("Probable inference, the law of succession, and
 * statistical inference", 1927), which also holds where none or all of few cases are of the kind.
 * @param count of how many cases it is the share
 */
export function shareOf(share: number, count: number): string {
  const square = 1.96 ** 2;
  const half =
    (1.96 * Math.sqrt((share * (1 - share)) / count + square / (4 * count ** 2))) / (1 + square / count);
  const digits = half < 0.005 ? 2 : 1;
  return `${(100 * share).toFixed(digits)} ± ${(100 * half).toFixed(digits)} %`;
}

/** Prints rows below their titles. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = titles.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)) + 2);
  for (const row of [titles, ...rows])
    console.log(
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('')
        .trimEnd(),
    );
  console.log();
}

/** How many simulations: as many as the figure takes in full, or `-n`. */
export const many = (count: number): number => Math.min(count, options().most);
