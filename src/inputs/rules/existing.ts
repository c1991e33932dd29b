import type { Inputs } from '../types.ts';
import { kindInputs } from '../groups/kind.ts';
import { isExisting } from '../types.ts';

/**
 * Inputs that would do nothing to an OpenClaw that is there, and nobody would see it.
 * @param written names of the inputs whose values are neither a default nor from the environment: an image there is for
 * the `deploy` that may come before
 */
export function existingProblems(inputs: Inputs, written: readonly string[]): string[] {
  if (!isExisting(inputs)) return [];
  return written.flatMap((name) => {
    if (name === 'openclaw-image')
      return `Input \`${name}\` is for an OpenClaw of our own; an existing one is evaluated with the image it runs: remove it.`;
    return Object.hasOwn(kindInputs, name)
      ? `Input \`${name}\` is for a cluster that kind makes; an existing OpenClaw is in one that is there: remove it.`
      : [];
  });
}
