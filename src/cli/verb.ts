import type { ActionRoot, MaskingLog } from '../base/ports.ts';
import type { ActionError } from '../base/errors.ts';
import type { InputName, Inputs } from '../inputs/types.ts';
import type { Mode } from '../inputs/modes.ts';

/** How a verb talks to whoever called it: progress and errors go to standard error. */
export interface Terminal {
  log: MaskingLog;
  env: Readonly<Record<string, string | undefined>>;
  root: ActionRoot;
}

/** What a verb came to, for standard output. */
export interface Ended {
  exitCode: number;
  /** For people, a sentence each. */
  lines: readonly string[];
  /** For programs: what `--json` prints. */
  record: unknown;
}

/** One thing the command line can do. */
export interface Verb {
  /** One sentence for the help. */
  description: string;
  /** What the arguments that are no flags are called in the help, and the input they become, one a line. */
  operands: { usage: string; input: InputName } | null;
  /** The inputs of this mode are its flags. */
  mode: Mode;
  /** @throws ActionError */
  run(inputs: Inputs, terminal: Terminal): Promise<Ended>;
  /** What `--json` prints where `run` throws something else than `bad-input`. */
  recordOfFailure(failure: ActionError, inputs: Inputs): unknown;
}
