import type { EvalHost } from '../eval/host.ts';
import type { ModeResult } from '../eval/mode-result.ts';
import type { ModeRow } from '../inputs/mode-row.ts';
import type { InputName, Inputs } from '../inputs/types.ts';

/**
 * One thing the action can be asked to do: a mode of the workflow step, a verb of the terminal. Its file is loaded with
 * the table of modes, before the inputs are read, so it imports its work inside `run`.
 */
export interface Mode extends ModeRow {
  /** Whether it ends in a verdict. A failure is then a verdict too: inconclusive. */
  readonly judges?: true;
  /** Whether the summary of a step shows the commands that do the same on another machine. */
  readonly reproducible?: true;
  /** The input that the verb's arguments without a flag become, one a line, and their name in the help. */
  readonly operands?: { readonly usage: string; readonly input: InputName };
  /** Flags of commands worth showing in the help. */
  readonly examples: readonly string[];
  /** @throws ActionError */
  readonly run: (inputs: Inputs, host: EvalHost) => Promise<ModeResult>;
}
