import path from 'node:path';
import {
  findPath,
  type FoundPath,
  isRefusal,
  type Places,
  placesBelow,
  readFound,
  type Refusal,
} from '../base/checked-file.ts';
import { ActionError } from '../base/errors.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';
import { parseBaseline } from '../result/verdict/baseline.ts';

/** The files of an artifact that can be a baseline. The verdict record is first, because it says more than the result. */
export const baselineFiles = ['verdict.json', 'benchmark.json'] as const;

/**
 * Reads a baseline from a file, or from the directory of an unpacked artifact.
 * @param parse reads a candidate; throws if it cannot be a baseline
 * @throws ActionError `bad-baseline`
 */
export function baselineFromFile(file: string, places: Places, parse = parseBaseline): VerdictRecord {
  const found = findPath(file, places);
  const candidates: [string, FoundPath | Refusal][] =
    !isRefusal(found) && found.kind === 'directory'
      ? baselineFiles.map((name) => [path.join(file, name), findPath(name, placesBelow(found.path))])
      : [[file, found]];
  for (const [name, candidate] of candidates) {
    if (isRefusal(candidate)) {
      if (candidate.isMissing === true) continue;
      throw unreadable(name, candidate);
    }
    if (candidate.kind === 'directory') continue;
    const read = readFound(candidate, MAX_RESULT_BYTES);
    if (isRefusal(read)) throw unreadable(name, read);
    return parse(read.content, name);
  }
  throw bad(`The baseline ${file} is neither a file nor a directory with a ${baselineFiles.join(' or a ')}.`);
}

/** The run files of a baseline that is the directory of an unpacked artifact; null if it has none. */
export function runsBeside(file: string, places: Places): string | null {
  const found = findPath(path.join(file, 'runs'), places);
  return !isRefusal(found) && found.kind === 'directory' ? found.path : null;
}

function unreadable(name: string, { refusal, isTooLarge }: Refusal): ActionError {
  return bad(
    isTooLarge === true
      ? `The baseline ${name} is too large to be a result: it ${refusal}.`
      : `The baseline ${name} ${refusal}.`,
  );
}

function bad(message: string): ActionError {
  return new ActionError('bad-baseline', message, {
    hint: 'Paths are relative to the working directory; check out or download the file in an earlier step.',
    terminalHint: 'Paths are relative to the working directory: write the path of an existing file.',
  });
}
