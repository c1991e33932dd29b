import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { linesOf } from '../result/lines.ts';

const PIECE_BYTES = 1024 * 1024;

/** The lines of a collected log (see `linesOf`), read piece by piece. @returns undefined if there is no such file */
export function linesOfFile(file: string): Iterable<string> | undefined {
  try {
    return linesOf(piecesOf(openSync(file, 'r')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function* piecesOf(descriptor: number): Generator<string> {
  const piece = Buffer.alloc(PIECE_BYTES);
  const decoder = new StringDecoder('utf8');
  try {
    for (;;) {
      const size = readSync(descriptor, piece, 0, PIECE_BYTES, null);
      if (size === 0) break;
      yield decoder.write(piece.subarray(0, size));
    }
    yield decoder.end();
  } finally {
    closeSync(descriptor);
  }
}
