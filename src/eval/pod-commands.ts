import { podPaths } from './protocol.ts';

/**
 * The commands the action runs in the `results` container, as argument lists. Each says "somebody is there" by touching
 * the contact file: a supervisor nobody contacts stops spending.
 */

const CONTACT = `touch ${podPaths.contact}`;
/** Whole or not at all: what a cut connection left is shorter than announced, and never gets the final name. */
const WRITE = `${CONTACT} && mkdir -p "$(dirname "$1")" && cat > "$1.tmp" && [ "$(wc -c < "$1.tmp")" -eq "$2" ] && mv "$1.tmp" "$1"`;

/** Prints a file, or nothing if it is not there yet. */
export function printFile(file: string): string[] {
  return ['sh', '-c', `${CONTACT}; [ -e "$1" ] || exit 0; exec cat -- "$1"`, 'sh', file];
}

/** Writes the `sizeBytes` that come on stdin to a file; fails if it got fewer. */
export function writeFile(file: string, sizeBytes: number): string[] {
  return ['sh', '-c', WRITE, 'sh', file, String(sizeBytes)];
}
