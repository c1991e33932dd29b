import { takes } from './load.ts';
import { type InputName, inputRows } from './types.ts';
import type { Mode } from './modes.ts';
import type { InputRow } from './row.ts';

/** Inputs that only mean something in a workflow. */
const workflowOnly = new Set(['github-token', 'comment', 'artifact-name', 'artifact-retention-days', 'mode']);

/** The part of a verb that decides its flags. */
interface FlagsOwner {
  /** The inputs of this mode are its flags. */
  mode: Mode;
  /** The input that the arguments without a flag become. */
  operands: { input: InputName } | null;
}

export type Rows = readonly (readonly [string, InputRow])[];

/** Keys come from the environment alone: everybody on the machine can read the flags of a process. */
export function flagsOf({ mode, operands }: FlagsOwner): Rows {
  return inputsOf(mode).filter(
    ([name, row]) => name === 'kubeconfig' || (!row.secret && name !== operands?.input),
  );
}

/** Inputs that are taken from the environment instead. */
export function keysOf({ mode }: Pick<FlagsOwner, 'mode'>): Rows {
  return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}

export function inputsOf(mode: Mode): Rows {
  return inputRows.filter(([name, row]) => takes(mode, name, row) && !workflowOnly.has(name));
}
