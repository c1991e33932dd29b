import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  type CheckedFile,
  findPath,
  type FoundPath,
  type Places,
  placesBelow,
  readFound,
  type Refusal,
} from '../base/checked-file.ts';

/** Where the user's files are read from: what is checked out, or a commit. */
export interface FileSource {
  /** Says where in a sentence about a file: empty for what is checked out, ` at the merge base abc1234` for a commit. */
  readonly at: string;
  /** Whether it is a state of before, in which files may be missing. */
  readonly isPast: boolean;
  /** Follows a path that a user wrote. */
  find(written: string): Promise<FoundPath | Refusal>;
  /** The names in a directory, sorted. @param relative below `top`; empty for `top` itself */
  names(top: FoundPath, relative: string): Promise<string[]>;
  /** Follows a path below a directory, which must not lead out of it. */
  below(top: FoundPath, relative: string): Promise<FoundPath | Refusal>;
  /** The contents of files, in their order. @param maxBytes of each, and, where sizes are known before, of all together */
  read(files: readonly FoundPath[], maxBytes: number): Promise<(CheckedFile | Refusal)[]>;
}

/** What is checked out. */
export function workingTree(places: Places): FileSource {
  return {
    at: '',
    isPast: false,
    find: (written) => Promise.resolve(findPath(written, places)),
    names: (top, relative) => Promise.resolve(readdirSync(path.join(top.path, relative)).sort()),
    below: (top, relative) => Promise.resolve(findPath(relative, placesBelow(top.path, 'the directory'))),
    read(files, maxBytes) {
      const read: (CheckedFile | Refusal)[] = [];
      let left = maxBytes;
      for (const file of files) {
        const content = readFound(file, Math.max(0, left));
        left -= 'content' in content ? content.content.length : 0;
        read.push(content);
      }
      return Promise.resolve(read);
    },
  };
}
