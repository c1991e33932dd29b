import { options } from './options.ts';

/** Prints figures and records which missed their target. */
export interface Marks {
  mark: (what: string, isReached: boolean, figure: string) => void;
  missed: readonly string[];
}

export function newMarks(): Marks {
  const missed: string[] = [];
  return {
    missed,
    mark(what, isReached, figure) {
      console.log(`  ${isReached ? 'reached' : 'MISSED '}  ${what}: ${figure}`);
      if (!isReached) missed.push(what);
    },
  };
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

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
