import type { Outputs } from '../github/outputs.ts';
import type { Outcome } from './outcome.ts';

/** Work that ends without a verdict. */
export interface Done {
  kind: 'done';
  /** For people, a sentence each. */
  lines: readonly string[];
  /** For programs: what `--json` prints. */
  record: Readonly<Record<string, unknown>>;
  /** Outputs of the step. */
  outputs: Outputs;
}

/** What an evaluation would do. */
export interface Planned extends Omit<Done, 'kind'> {
  kind: 'planned';
  /** Every object, as YAML that `kubectl apply` takes. */
  manifests: string;
}

/** An evaluation with its verdict. */
interface Judged {
  kind: 'judged';
  outcome: Outcome;
}

/** What a mode came to. Each front, the workflow step and the terminal, renders it in its own way. */
export type ModeResult = Done | Planned | Judged;
