import { readFile, stat } from 'node:fs/promises';
import { ifExists } from '../base/missing-file.ts';
import path from 'node:path';
import { ActionError, isActionError, messageOf } from '../base/errors.ts';
import { parseBaseline } from '../result/verdict/baseline.ts';
import { MAX_RESULT_BYTES } from '../result/formats/benchmark.ts';
import type { VerdictRecord } from '../result/formats/verdict-record.ts';

/** The files of an artifact that can be a baseline. The verdict record is first, because it says more than the result. */
const names = ['verdict.json', 'benchmark.json'] as const;

/**
 * Reads a baseline from a file, or from the directory of an unpacked artifact.
 * @param parse reads a candidate; throws if it cannot be a baseline
 * @throws ActionError `bad-baseline`
 */
export async function baselineFromFile(file: string, parse = parseBaseline): Promise<VerdictRecord> {
  const candidates = [file, ...names.map((name) => path.join(file, name))];
  for (const candidate of candidates) {
    const bytes = await readIfFile(candidate);
    if (bytes !== undefined) return parse(bytes, candidate);
  }
  throw unreadable(`The baseline ${file} is neither a file nor a directory with a ${names.join(' or a ')}.`);
}

/** The content of the file; undefined if there is none, or if it is a directory. */
async function readIfFile(file: string): Promise<Buffer | undefined> {
  try {
    const found = await ifExists(stat(file));
    if (!found?.isFile()) return undefined;
    if (found.size > MAX_RESULT_BYTES) throw unreadable(`The baseline ${file} is too large to be a result.`);
    return await readFile(file);
  } catch (error) {
    if (isActionError(error)) throw error;
    const reason = messageOf(error);
    throw unreadable(`The baseline ${file} cannot be read: ${reason}`, error);
  }
}

function unreadable(message: string, cause?: unknown): ActionError {
  return new ActionError('bad-baseline', message, {
    cause,
    hint: 'Paths are relative to the working directory; check out or download the file in an earlier step.',
    terminalHint: 'Paths are relative to the working directory: write the path of an existing file.',
  });
}
