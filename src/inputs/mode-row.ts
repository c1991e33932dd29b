import { choice } from './kinds.ts';
import type { InputGroup, InputRow } from './row.ts';
import { inputRows, type InputName, type Inputs } from './types.ts';
import type { SecretWords } from './rules/words.ts';

/** How the inputs were written, as far as the rules across them ask. */
export interface Origin {
  /** Inputs with a value of the user's, from `with`, a flag or the variable they share with other tools; no defaults. */
  readonly given: ReadonlySet<string>;
  readonly words: SecretWords;
}

/** The part of a mode that its inputs depend on. */
export interface ModeRow {
  /** Finishes the sentence "`mode: x` …". */
  readonly does: string;
  readonly accepts: {
    readonly groups: readonly InputGroup[];
    /** Single inputs of other groups. */
    readonly also?: readonly InputName[];
    /** Single inputs of these groups that would have no effect. */
    readonly without?: readonly InputName[];
  };
  /** Values of inputs that the mode itself decides. */
  readonly preset?: Readonly<Partial<Record<InputName, string>>>;
  /** What is wrong with the inputs together, a sentence each; every input alone is well-formed. */
  problems(inputs: Inputs, origin: Origin): string[];
}

/** Modes by name, in the order of the documentation. */
export type ModeTable = Readonly<Record<string, ModeRow>>;

/** Whether an input has an effect in a mode. */
export function accepts(
  { accepts: accepted }: Pick<ModeRow, 'accepts'>,
  name: string,
  row: InputRow,
): boolean {
  const { groups, also = [], without = [] } = accepted;
  const isNamed = (names: readonly string[]): boolean => names.includes(name);
  return (groups.includes(row.group) && !isNamed(without)) || isNamed(also);
}

/** All rows of the inputs table; the one of `mode` takes the names of these modes and says what each does. */
export function inputRowsOf(modes: ModeTable): typeof inputRows {
  const sentences = Object.entries(modes).map(([name, { does }]) => `\`${name}\` ${does}`);
  return inputRows.map(([name, row]) =>
    name === 'mode'
      ? [name, { ...row, kind: choice(Object.keys(modes)), description: `${sentences.join('; ')}.` }]
      : [name, row],
  );
}
