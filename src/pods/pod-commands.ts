import { pathIn, type PodTarget } from '../backends/backend.ts';
import { podPaths } from '../protocol/pod.ts';

/**
 * The commands the action runs in the control container, as argument lists. Each touches the contact file: a supervisor
 * that has had no contact for too long stops spending.
 */

const CONTACT = 'touch "$0"';
/** Writes the whole file or none: after a cut connection it is shorter than announced, and does not get its name. */
const WRITE = `${CONTACT} && mkdir -p "$(dirname "$1")" && cat > "$1.tmp" && [ "$(wc -c < "$1.tmp")" -eq "$2" ] && mv "$1.tmp" "$1"`;

/** Prints a file of the contract, or nothing if it does not exist yet. */
export function printFile(target: PodTarget, file: string): string[] {
  const script = `${CONTACT}; [ -e "$1" ] || exit 0; exec cat -- "$1"`;
  return ['sh', '-c', script, pathIn(target, podPaths.contact), pathIn(target, file)];
}

/** Writes stdin to a file of the contract; fails if fewer than `sizeBytes` arrive. */
export function writeFile(target: PodTarget, file: string, sizeBytes: number): string[] {
  return ['sh', '-c', WRITE, pathIn(target, podPaths.contact), pathIn(target, file), String(sizeBytes)];
}
