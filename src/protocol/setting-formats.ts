/** How a value becomes the text of an environment variable, and how it is read back. */
export interface Format<T> {
  /** The text; undefined to leave the variable out. */
  readonly write: (value: T) => string | undefined;
  /**
   * @param text not empty
   * @returns the value, or what is wrong as the rest of a sentence that begins with the variable
   */
  readonly read: (text: string) => { value: T } | { problem: string };
}

export const text: Format<string> = { write: (value) => value, read: (value) => ({ value }) };

/** Undefined is written as an empty variable, so that one in the image's own environment cannot take its place. */
export const textOrEmpty: Format<string | undefined> = { write: (value) => value ?? '', read: text.read };

/** Names separated by spaces; when read, also by commas. Each is read once. */
export const words: Format<readonly string[]> = {
  write: (value) => value.join(' '),
  read: (raw) => ({ value: [...new Set(raw.split(/[\s,]+/))].filter((word) => word !== '') }),
};

/** A whole number of at least `min`. */
export const count = (min: number): Format<number> => number({ min, isWhole: true, unit: 1 });

/** A number of at least 0. */
export const amount: Format<number> = number({ min: 0, isWhole: false, unit: 1 });

/** Milliseconds as a value, seconds as text. */
export const seconds = (min = 0): Format<number> => number({ min, isWhole: false, unit: 1000 });

/** @param unit what 1 in the text is worth in the value */
function number({ min, isWhole, unit }: { min: number; isWhole: boolean; unit: number }): Format<number> {
  return {
    write: (value) => String(value / unit),
    read: (raw) => {
      const value = Number(raw);
      return Number.isFinite(value) && value >= min && (!isWhole || Number.isSafeInteger(value))
        ? { value: value * unit }
        : { problem: `is "${raw}": write a ${isWhole ? 'whole ' : ''}number of at least ${min}` };
    },
  };
}

export const optional = <T>({ write, read }: Format<T>): Format<T | undefined> => ({
  write: (value) => (value === undefined ? undefined : write(value)),
  read,
});

export function oneOf<const T extends string>(...allowed: readonly T[]): Format<T> {
  return {
    write: (value) => value,
    read: (raw) => {
      const value = allowed.find((choice) => choice === raw);
      return value === undefined ? { problem: `is "${raw}": write one of ${allowed.join(', ')}` } : { value };
    },
  };
}

const trueOrFalse = oneOf('false', 'true');
export const flag: Format<boolean> = {
  write: String,
  read: (raw) => {
    const answer = trueOrFalse.read(raw);
    return 'problem' in answer ? answer : { value: answer.value === 'true' };
  },
};

/** A JSON list of strings; an empty one is left out. */
export const strings: Format<readonly string[]> = json(
  'a JSON list of strings',
  (value): value is readonly string[] =>
    Array.isArray(value) && value.every((item) => typeof item === 'string'),
);

/** A JSON object of task ids to seconds; an empty one is left out. */
export const taskSeconds: Format<Readonly<Record<string, number>>> = json(
  'a JSON object of task ids to seconds',
  (value): value is Record<string, number> =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((item) => typeof item === 'number' && item >= 0),
);

function json<T extends object>(what: string, isValid: (value: unknown) => value is T): Format<T> {
  return {
    write: (value) => (Object.keys(value).length === 0 ? undefined : JSON.stringify(value)),
    read: (raw) => {
      try {
        const value: unknown = JSON.parse(raw);
        if (isValid(value)) return { value };
      } catch {
        // Reported below, with what to write.
      }
      return { problem: `is not ${what}` };
    },
  };
}
