import type { Inputs } from '../inputs/types.ts';

/** Runs of each task to begin with. */
export function firstRuns({ runs }: Pick<Inputs, 'runs'>): number {
  return runs === 'auto' ? 1 : runs;
}
