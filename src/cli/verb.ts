import type { MaskingLog } from '../deps.ts';
import type { InputName, Inputs } from '../inputs.ts';
import type { Mode } from '../inputs/modes.ts';

/** How a verb talks to whoever called it: progress and errors to standard error, its result to standard output. */
export interface Terminal {
  log: MaskingLog;
  env: Readonly<Record<string, string | undefined>>;
  /** Print the result as JSON. */
  json: boolean;
  print(text: string): void;
}

/** One thing the command line can do. */
export interface Verb {
  /** One sentence for the help. */
  description: string;
  /** What the arguments that are no flags are called in the help, and the input they become, one a line. */
  operands: { usage: string; input: InputName } | null;
  /** The inputs of this mode are its flags. */
  mode: Mode;
  /** @returns the exit code @throws ActionError */
  run(inputs: Inputs, terminal: Terminal): Promise<number>;
}
