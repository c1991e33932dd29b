import type { Outputs } from '../github/outputs.ts';

/** What a mode came to that judges nothing. */
export interface Told {
  /** For people, a sentence each. */
  lines: string[];
  /** For programs: what `--json` prints. */
  record: Readonly<Record<string, unknown>>;
  /** Of the step, beside those that every step has. */
  outputs: Outputs;
}
