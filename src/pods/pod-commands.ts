import { pathIn, type PodTarget } from '../backends/backend.ts';
import { podPaths } from '../protocol/pod.ts';

/**
 * The commands the action runs in the container that answers, as argument lists. Each says "somebody is there" by touching
 * the contact file: a supervisor nobody contacts stops spending.
 */

const CONTACT = 'touch "$0"';
/** Whole or not at all: what a cut connection left is shorter than announced, and never gets the final name. */
const WRITE = `${CONTACT} && mkdir -p "$(dirname "$1")" && cat > "$1.tmp" && [ "$(wc -c < "$1.tmp")" -eq "$2" ] && mv "$1.tmp" "$1"`;

/** Prints a file of the contract, or nothing if it is not there yet. */
export function printFile(target: PodTarget, file: string): string[] {
  const script = `${CONTACT}; [ -e "$1" ] || exit 0; exec cat -- "$1"`;
  return ['sh', '-c', script, pathIn(target, podPaths.contact), pathIn(target, file)];
}

/** Writes the `sizeBytes` that come on stdin to a file of the contract; fails if it got fewer. */
export function writeFile(target: PodTarget, file: string, sizeBytes: number): string[] {
  return ['sh', '-c', WRITE, pathIn(target, podPaths.contact), pathIn(target, file), String(sizeBytes)];
}
