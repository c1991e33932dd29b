import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import path from 'node:path';
import { findPath, isRefusal, openFound, placesBelow } from '../base/checked-file.ts';
import { sha256 } from '../base/sha256.ts';
import { BASE_TOP, wireJournalOf } from './file-names.ts';
import { unusable } from './files.ts';
import type { Manifest } from './manifest.ts';

const PIECE_BYTES = 1024 * 1024;

/**
 * What was changed in an artifact since it was written, by the hashes of its manifest: of its records, and of the logs and
 * journals that say which runs count. Its run files are checked one by one as they are read (`isListed`).
 * @returns `changed` for files that are not as they were, `remarks` for those that are missing; whole sentences
 * @throws ActionError `bad-result` if one cannot be read
 */
export function changesOf(directory: string, manifest: Manifest): { changed: string[]; remarks: string[] } {
  const hashes = hashesOf(manifest);
  const changed: string[] = [];
  const remarks: string[] = [];
  for (const name of namesOf(manifest)) {
    const hash = hashOfFile(directory, name);
    if (hash === hashes.get(name)) continue;
    if (hash === undefined)
      remarks.push(`${name} of the artifact is missing, so it was judged without what that file says.`);
    else
      changed.push(
        `${name} of the artifact is not the file that its manifest.json lists: it was changed after the evaluation.`,
      );
  }
  return { changed, remarks };
}

/** Says of a file of an artifact whether it is as it was when the artifact was written. */
export function isListedBy(manifest: Manifest): (file: { path: string; bytes: Uint8Array }) => boolean {
  const hashes = hashesOf(manifest);
  return ({ path: name, bytes }) => hashes.get(name) === sha256(bytes);
}

function hashesOf({ files }: Manifest): ReadonlyMap<string, string> {
  return new Map(files.map((file) => [file.path, file.sha256]));
}

/** The files that decide, apart from the run files. */
function namesOf({ shards }: Manifest): string[] {
  return [
    'verdict.json',
    'benchmark.json',
    // What it lists is held against it in turn.
    `${BASE_TOP}manifest.json`,
    ...shards.flatMap(({ index }) => [
      `logs/shard-${index}/gateway.log`,
      `logs/shard-${index}/eval.log`,
      wireJournalOf(index),
    ]),
  ];
}

/** Read piece by piece: journals have hundreds of megabytes. @returns undefined if there is no such file */
function hashOfFile(directory: string, name: string): string | undefined {
  const found = findPath(name, placesBelow(directory));
  if (!isRefusal(found) && found.kind === 'directory') return undefined;
  const opened = isRefusal(found) ? found : openFound(found);
  if (isRefusal(opened)) {
    if (opened.isMissing === true) return undefined;
    throw unusable(path.join(directory, name), opened);
  }
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE_BYTES);
  try {
    for (;;) {
      const size = readSync(opened.descriptor, piece, 0, PIECE_BYTES, null);
      if (size === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, size));
    }
  } finally {
    closeSync(opened.descriptor);
  }
}
