import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { hasCode } from './missing-file.ts';

/** Why a file was not read. Finishes the sentence "The file …". */
export type FileProblem = 'does not exist' | 'cannot be read' | 'is not a regular file' | 'is too large';

/**
 * The content of a file of at most `maxBytes`. Anything else a path can lead to gives a problem at once: a directory, a
 * device without an end, a pipe that nobody writes to.
 */
export function readRegularFile(file: string, maxBytes: number): Buffer | FileProblem {
  let descriptor: number | undefined;
  try {
    // Opening a pipe would otherwise wait for its writer. Windows has no such flag.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) return 'is not a regular file';
    return stats.size > maxBytes ? 'is too large' : readUpTo(descriptor, maxBytes);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 'does not exist';
    if (error instanceof Error && 'code' in error) return 'cannot be read';
    throw error;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** The size is checked again, because a file can grow, and those in /proc and /sys say 0. */
function readUpTo(descriptor: number, maxBytes: number): Buffer | 'is too large' {
  const buffer = Buffer.alloc(maxBytes + 1);
  let length = 0;
  for (let read = -1; read !== 0 && length <= maxBytes; length += read)
    read = readSync(descriptor, buffer, length, buffer.length - length, null);
  return length > maxBytes ? 'is too large' : buffer.subarray(0, length);
}
