import type { DurationKind, Kind } from './kinds.ts';
import type { InputGroup, InputRow } from './row.ts';
import { inputTable } from './table.ts';

type Table = typeof inputTable;
export type InputName = keyof Table;

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;
type Field<N extends InputName> = Table[N]['kind'] extends DurationKind ? `${CamelCase<N>}Ms` : CamelCase<N>;
type ValueOf<R> = R extends { kind: Kind<infer T> } ? (R extends { default: string } ? T : T | null) : never;

/**
 * All inputs, parsed. `openai-api-key` is `openaiApiKey`; durations are milliseconds, so `timeout` is `timeoutMs`;
 * an empty input has its default, or is null.
 */
export type Inputs = { readonly [N in InputName as Field<N>]: ValueOf<Table[N]> };

type FieldOf<G extends InputGroup> = {
  [N in InputName]: Table[N]['group'] extends G ? Field<N> : never;
}[InputName];

/** The inputs of these groups. */
export type InputsOf<G extends InputGroup> = Pick<Inputs, FieldOf<G>>;

/** Where the inputs are written: as `with` of a step, or as flags. */
export type Surface = 'workflow' | 'terminal';

/** Rows of the table, without the types of their values. */
export const inputRows: readonly (readonly [string, InputRow])[] = Object.entries(inputTable);

/** The environment variable by which the runner hands an input to the action. */
export function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

/** The field of `Inputs` that holds an input. */
export function fieldOf(name: string, row: InputRow): string {
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return row.kind.type === 'duration' ? `${camel}Ms` : camel;
}
