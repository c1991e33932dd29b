import { nearest } from '../base/nearest.ts';
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
      const near = nearest(
        key,
        inputRows.map(([name]) => name),
      );
      return near === undefined ? [] : [{ key, near }];
    });
}
