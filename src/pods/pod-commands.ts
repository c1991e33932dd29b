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

/**
 * Prints several files, or nothing of one that does not exist yet, with a NUL after each. A file can hold NULs of its own, so
 * those that are trusted come first.
 */
export function printFiles(target: PodTarget, files: readonly string[]): string[] {
  const script = `${CONTACT}; for file in "$@"; do [ ! -e "$file" ] || cat -- "$file" || exit 1; printf '\\0'; done`;
  return ['sh', '-c', script, pathIn(target, podPaths.contact), ...files.map((file) => pathIn(target, file))];
}

/** Prints up to `sizeBytes` of a file that only grows, from the byte `offset` on. */
export function printPart(
  target: PodTarget,
  file: string,
  { offset, sizeBytes }: { offset: number; sizeBytes: number },
): string[] {
  const script = `${CONTACT}; tail -c +"$2" -- "$1" | head -c "$3"`;
  const place = [pathIn(target, podPaths.contact), pathIn(target, file)];
  return ['sh', '-c', script, ...place, String(offset + 1), String(sizeBytes)];
}

/** Prints the first bytes of each of these files, one after the other: as many as it is said to have. */
export function printParts(
  target: PodTarget,
  files: readonly { file: string; sizeBytes: number }[],
): string[] {
  const script = `${CONTACT}; while [ $# -gt 1 ]; do head -c "$2" -- "$1" || exit 1; shift 2; done`;
  const parts = files.flatMap(({ file, sizeBytes }) => [pathIn(target, file), String(sizeBytes)]);
  return ['sh', '-c', script, pathIn(target, podPaths.contact), ...parts];
}

/** Prints the sizes and names of the files in a directory whose names end so, as `wc -c` does; nothing without any. */
export function listFiles(target: PodTarget, directory: string, ending: string): string[] {
  const script = `${CONTACT}; cd -- "$1" 2>/dev/null || exit 0; wc -c -- *"$2" 2>/dev/null || :`;
  return ['sh', '-c', script, pathIn(target, podPaths.contact), pathIn(target, directory), ending];
}

/** Writes stdin to a file of the contract; fails if fewer than `sizeBytes` arrive. */
export function writeFile(target: PodTarget, file: string, sizeBytes: number): string[] {
  return ['sh', '-c', WRITE, pathIn(target, podPaths.contact), pathIn(target, file), String(sizeBytes)];
}
