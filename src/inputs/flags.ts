import { accepts, type ModeRow } from './mode-row.ts';
import { type InputName, inputRows } from './types.ts';
import type { InputRow } from './row.ts';

/** The part of a mode that decides the flags of its verb. */
export interface FlagsOwner extends Pick<ModeRow, 'accepts'> {
  /** The input that the arguments without a flag become. */
  readonly operands?: { readonly input: InputName };
}

export type Rows = readonly (readonly [string, InputRow])[];

/** Everybody on the machine can read the flags of a process, so keys come from the environment alone. */
export function flagsOf(mode: FlagsOwner): Rows {
  return inputsOf(mode).filter(([name, row]) => name === 'kubeconfig' || !row.secret);
}

/** Inputs that are taken from the environment instead. */
export function keysOf(mode: Pick<ModeRow, 'accepts'>): Rows {
  return inputsOf(mode).filter(([, row]) => row.secret && row.env !== undefined);
}

export function inputsOf(mode: Pick<ModeRow, 'accepts'>): Rows {
  return inputRows.filter(([name, row]) => accepts(mode, name, row) && row.workflowOnly !== true);
}
