import type { FailureCode } from '../../protocol/wire-faults.ts';
import type { RunClass } from '../formats/verdict-record.ts';

/** Whether a run counts, and why not. */
export interface RunHealth {
  taskId: string;
  /** Zero-based, as in the file names. */
  runIndex: number;
  class: RunClass;
  /** What the provider did, for `provider-error` if it is known. */
  code: FailureCode | null;
  /** One sentence. */
  cause: string;
  /** `sure`: read from the run's own record. `likely`: inferred from summary figures, because there was no run cache. */
  certainty: 'sure' | 'likely';
  /** The run used up its time budget while the model was answering: the model's failure, so still valid. */
  overBudget: boolean;
}
