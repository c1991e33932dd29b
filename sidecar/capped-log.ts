import {
  closeSync,
  createReadStream,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { hasCode } from '../src/base/missing-file.ts';
import { bytesOf } from './files.ts';

export interface CappedLog {
  write(chunk: Uint8Array): void;
  /** Makes the file whole: head, a note of what was left out, tail. Writing may go on afterwards. */
  join(): Promise<void>;
  close(): void;
}

/**
 * A log file of at most about `headBytes + tailBytes`, in constant memory. The first bytes go into the file itself; the
 * newest of the rest are kept in two alternating segment files beside it, which `join` appends. Opening an existing log
 * continues it. Writes are synchronous: normally they only reach the page cache, and otherwise the writer must slow
 * down.
 */
export function openCappedLog(file: string, headBytes: number, tailBytes: number): CappedLog {
  const older = `${file}.older.tmp`;
  const newer = `${file}.newer.tmp`;
  const segmentBytes = Math.max(1, Math.floor(tailBytes / 2));
  const head = openSync(file, openFlags(file));
  let segment: number | undefined;
  let headSize = Math.min(sizeOf(file), headBytes);
  let segmentSize = sizeOf(newer);
  let beyondHead = sizeOf(older) + segmentSize;

  const write = (chunk: Uint8Array): void => {
    const forHead = chunk.subarray(0, headBytes - headSize);
    writeAt(head, forHead, headSize);
    headSize += forHead.length;
    let rest = chunk.subarray(forHead.length);
    beyondHead += rest.length;
    while (rest.length > 0) {
      if (segmentSize >= segmentBytes) {
        if (segment !== undefined) closeSync(segment);
        renameSync(newer, older);
        segment = undefined;
        segmentSize = 0;
      }
      segment ??= openSync(newer, openFlags(newer));
      const part = rest.subarray(0, segmentBytes - segmentSize);
      writeAt(segment, part, segmentSize);
      segmentSize += part.length;
      rest = rest.subarray(part.length);
    }
  };

  const join = async (): Promise<void> => {
    if (beyondHead === 0) return;
    ftruncateSync(head, headSize);
    let end = headSize;
    const append = (chunk: Uint8Array): void => {
      writeAt(head, chunk, end);
      end += chunk.length;
    };
    const leftOut = beyondHead - sizeOf(older) - segmentSize;
    if (leftOut > 0) append(Buffer.from(`\n[… ${leftOut} bytes left out …]\n`));
    for (const name of [older, newer]) {
      if (sizeOf(name) === 0) continue;
      for await (const chunk of bytesOf(createReadStream(name))) append(chunk);
    }
  };

  return {
    write,
    join,
    close: () => {
      closeSync(head);
      if (segment !== undefined) closeSync(segment);
    },
  };
}

/** Removes a log, or only its segments once they are joined and nothing more will be written. */
export function removeLog(file: string, what: 'log' | 'segments'): void {
  for (const name of [...(what === 'log' ? [file] : []), `${file}.older.tmp`, `${file}.newer.tmp`]) {
    rmSync(name, { force: true });
  }
}

function writeAt(fd: number, chunk: Uint8Array, position: number): void {
  let written = 0;
  while (written < chunk.length) {
    written += writeSync(fd, chunk, written, chunk.length - written, position + written);
  }
}

const openFlags = (file: string): string => (sizeOf(file) === 0 ? 'w' : 'r+');

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return 0;
    throw error;
  }
}
