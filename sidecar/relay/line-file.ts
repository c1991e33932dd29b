import {
  closeSync,
  constants,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

/** A file of whole lines that only grows. */
export interface LineFile {
  /** Bytes of the file: whole lines only. */
  readonly size: number;
  /**
   * Appends lines, all or none of them. It is synchronous, so that a line is out of the hands of this process before anything
   * happens that it tells of; normally it only reaches the page cache.
   *
   * @throws Error if the disk is full or fails; the file is as it was before
   */
  append(text: string): void;
  close(): void;
}

/** Opens a file for appending, and cuts off a half line that a killed writer left. @throws Error from the file system */
export function openLineFile(file: string): LineFile {
  mkdirSync(path.dirname(file), { recursive: true });
  const handle = openSync(file, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, 0o644);
  let size = endOfLines(handle, fstatSync(handle).size);
  ftruncateSync(handle, size);
  return {
    get size() {
      return size;
    },
    append(text) {
      const bytes = Buffer.from(text);
      let written = 0;
      try {
        while (written < bytes.length)
          written += writeSync(handle, bytes, written, bytes.length - written, size + written);
      } catch (error) {
        // Room is not needed for this, so it works on a full disk.
        ftruncateSync(handle, size);
        throw error;
      }
      size += written;
    },
    close: () => closeSync(handle),
  };
}

/** The offset after the last line feed among the first `size` bytes. */
function endOfLines(handle: number, size: number): number {
  const block = Buffer.alloc(64 * 1024);
  for (let end = size; end > 0;) {
    const start = Math.max(0, end - block.length);
    const read = readSync(handle, block, 0, end - start, start);
    const found = block.subarray(0, read).lastIndexOf(0x0a);
    if (found !== -1) return start + found + 1;
    end = start;
  }
  return 0;
}
