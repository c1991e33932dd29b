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

/** How many simulations; BENCH_SCALE=0.1 gives a quick, rough look. */
export const many = (count: number): number =>
  Math.max(20, Math.round(count * Number(process.env['BENCH_SCALE'] ?? 1)));
