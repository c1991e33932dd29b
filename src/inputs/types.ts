import type { Kind } from './kinds.ts';
import type { InputRow } from './row.ts';
import { inputTable } from './table.ts';

export type InputName = keyof typeof inputTable;

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;
type DurationInput = 'timeout' | 'kind-wait' | `${string}-timeout`;
type Field<N extends InputName> = N extends DurationInput ? `${CamelCase<N>}Ms` : CamelCase<N>;
type ValueOf<R> = R extends { kind: Kind<infer T> } ? (R extends { default: string } ? T : T | null) : never;

/**
 * All inputs, parsed. `openai-api-key` is `openaiApiKey`; durations are milliseconds, so `timeout` is `timeoutMs`;
 * an empty input has its default, or is null.
 */
export type Inputs = { readonly [N in InputName as Field<N>]: ValueOf<(typeof inputTable)[N]> };

/** Where the inputs are written: as `with` of a step, or as flags. */
export type Surface = 'workflow' | 'terminal';

/** Rows of the table, without the types of their values. */
export const inputRows: readonly (readonly [string, InputRow])[] = Object.entries(inputTable);

/** The environment variable by which the runner hands an input to the action. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** Whether the eval runs on an OpenClaw that is there already. */
export function isExisting({ mode, openclaw }: Pick<Inputs, 'mode' | 'openclaw'>): boolean {
  return mode === 'attach' || openclaw === 'existing';
}
