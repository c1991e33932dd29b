import type { Outcome } from './outcome.ts';

/** How an evaluation has ended so far: decides what stays of it when the resources it holds are given up. */
export interface Ending {
  /** Null as long as nothing was judged. */
  outcome: Outcome | null;
  /** It goes on by itself and needs all of it. */
  isDetached: boolean;
}

export function openEnding(): Ending {
  return { outcome: null, isDetached: false };
}

export function hasPassed({ outcome }: Ending): boolean {
  return outcome?.verdict.verdict === 'pass';
}
