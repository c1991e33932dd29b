import { inputRows, inputVariable } from './types.ts';

/** A key in `with:` that is no input of ours but looks like one. */
export interface UnknownKey {
  /** As the runner passes it on: in lower case, and without the difference between `_` and `-`. */
  key: string;
  /** The input it probably means. */
  near: string;
}

/**
 * Misspelt keys: a gate without its `treshold` lets everything through. They are no errors, because not every variable like
 * theirs comes from this step: an action around it may have exported its own, and other runners pass on those of a composite
 * action. So only what is nearly the name of an input is told.
 * @param env of the step, in which the runner puts each key of `with:` as `INPUT_…`, also those it does not know
 */
export function unknownKeys(env: Readonly<Record<string, string | undefined>>): UnknownKey[] {
  const known = new Set(inputRows.map(([name]) => inputVariable(name)));
  return Object.keys(env)
    .filter((variable) => variable.startsWith('INPUT_') && !known.has(variable))
    .flatMap((variable) => {
      const key = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
      const near = nearestInput(key);
      return near === undefined ? [] : [{ key, near }];
    });
}

/** Short names are near to many words: `node` is no `mode`. */
function nearestInput(key: string): string | undefined {
  const most = key.length < 6 ? 1 : 2;
  const [nearest] = inputRows
    .map(([name]) => ({ name, distance: editDistance(name, key) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest !== undefined && nearest.distance <= most ? nearest.name : undefined;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
