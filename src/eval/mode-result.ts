import type { Clean } from '../base/clean.ts';
import type { Outputs } from '../github/outputs.ts';
import type { LegsReport } from '../legs/report-legs.ts';
import type { Outcome } from './outcome.ts';

/** The result of a mode without a verdict. */
export interface Done {
  kind: 'done';
  /** For people, a line each. */
  lines: readonly string[];
  /** For programs: what `--json` prints. */
  record: Readonly<Record<string, unknown>>;
  /** Outputs of the step. */
  outputs: Outputs;
  /** For the summary of the step, as Markdown. */
  summary?: Clean<string>;
}

/** The result of `mode: plan`. */
export interface Planned extends Omit<Done, 'kind'> {
  kind: 'planned';
  /** The plan in Markdown, for those who decide whether it may run. */
  summary: Clean<string>;
  /** Every object, as YAML that `kubectl apply` takes. */
  manifests: string;
}

/** The result of a mode with a verdict. */
interface Judged {
  kind: 'judged';
  outcome: Outcome;
}

/** The result of `mode: report`. */
interface Compared {
  kind: 'compared';
  report: LegsReport;
}

/** The result of a mode. The workflow step and the terminal each render it in their own way. */
export type ModeResult = Done | Planned | Judged | Compared;
