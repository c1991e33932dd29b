import { isObject } from '../base/json.ts';
import { oneLine } from '../base/plain-text.ts';
import { integer, type Kind } from './kinds.ts';

/** What the runner is asked for: the number of the leg and the values of its matrix. */
export const MATRIX_EXPRESSION = '${{ strategy.job-index }} ${{ toJSON(matrix) }}';

/**
 * What tells the legs of a matrix apart, and is the same when the workflow runs again; null for a job without a matrix.
 * A program that imitates the runner may leave the expression as it is, which says nothing.
 */
export function matrixLeg(): Kind<string | null> {
  return {
    type: 'JSON',
    parse(raw) {
      if (raw.includes('${{')) return { value: null };
      const [, index, json = raw] = /^(\d+)\s+([^]*)$/.exec(raw) ?? [];
      const values = parsed(json);
      const isNone = values === null || (isObject(values) && Object.keys(values).length === 0);
      return { value: isNone ? null : identity(values, index) };
    },
  };
}

/** How many legs there are; null if a program that imitates the runner does not say. */
export function matrixLegs(): Kind<number | null> {
  const number = integer(1, 256);
  return {
    type: 'integer',
    parse: (raw) => (raw.includes('${{') ? { value: null } : number.parse(raw)),
  };
}

/** What people call a leg: the model and, as GitHub does after the name of a job, the other values of the matrix. */
export function legLabel(model: string, leg: string | null): string {
  const values = leg === null ? [] : namesIn(parsed(leg.replace(NUMBER, '')));
  const others = values.filter((value) => value !== model);
  return others.length === 0 ? model : oneLine(`${model} (${others.join(', ')})`, 100);
}

const NUMBER = / #\d+$/;

/**
 * An image that was built for this run has another digest in the next one. Legs with such values are told apart by their
 * number in the matrix instead.
 */
const perRun = /sha256:[0-9a-f]{64}|\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b|\bpr-?\d+\b/gi;

function identity(values: unknown, index: string | undefined): string {
  const whole = JSON.stringify(sorted(values));
  const lasting = whole.replace(perRun, '…');
  return index === undefined || lasting === whole ? whole : `${lasting} #${index}`;
}

function namesIn(values: unknown): string[] {
  const all = isObject(values) ? Object.values(values) : [values];
  return all.filter((value) => typeof value !== 'object' && value !== '').map(String);
}

function parsed(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    // Written by hand.
    return raw;
  }
}

/** Keys in one order, so that the order in a workflow file says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  );
}
